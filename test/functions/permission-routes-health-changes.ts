import { RESIDENTS } from '../support/street.ts';
import type { Scene } from './permission-presenters.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const own = `/api/v1/resident/residents/${RESIDENTS.father}`;
const base = '/api/v1/manager/compounds/cmp_1';
const PROPOSAL = 'hch_1_0000000000000009';
const CHANGE = 'hch_1_0000000000000009';

const ofCommunity = (what: string, path: string, asked: Partial<Asked> = {}): readonly Asked[] => [
  { what, path: `${base}/${path}`, gets: ['a community worker'], status: 404, ...asked },
];
const proposed = ({ house }: Scene) => ({
  residents: [RESIDENTS.father],
  fromList: false,
  finding: 'isolation',
  reason: 'isolation_order',
  reference: '青卫隔〔2035〕17号',
  expiresAt: house.clock() + 86_400_000,
});

/** In ordinary times there is none of this, and whoever might ask hears just that. */
export const HEALTH_CHANGE_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident GET /api/v1/resident/residents/:residentId/health-status': [
    {
      what: 'no status in ordinary times',
      path: `${own}/health-status`,
      gets: ['a resident'],
      status: 404,
    },
  ],
  'resident PUT /api/v1/resident/residents/:residentId/health-appeals/:changeId': [
    {
      what: 'no appeal in ordinary times',
      path: `${own}/health-appeals/${CHANGE}`,
      body: () => ({}),
      gets: ['a resident'],
      status: 404,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/health-changes': ofCommunity(
    'no changes in ordinary times',
    'health-changes',
  ),
  'manager POST /api/v1/manager/compounds/:compoundId/health-changes': ofCommunity(
    'no proposal in ordinary times',
    'health-changes',
    { body: proposed },
  ),
  'manager PUT /api/v1/manager/compounds/:compoundId/health-changes/:changeId/decision':
    ofCommunity('no decision in ordinary times', `health-changes/${PROPOSAL}/decision`, {
      body: () => ({ outcome: 'pass' }),
    }),
  'manager GET /api/v1/manager/compounds/:compoundId/health-calls': ofCommunity(
    'no calls in ordinary times',
    'health-calls',
  ),
  'manager PUT /api/v1/manager/compounds/:compoundId/health-calls/:changeId': ofCommunity(
    'no call in ordinary times',
    `health-calls/${CHANGE}`,
    { body: () => ({ outcome: 'told' }) },
  ),
  'manager GET /api/v1/manager/compounds/:compoundId/health-appeals': ofCommunity(
    'no appeals in ordinary times',
    'health-appeals',
  ),
  'manager PUT /api/v1/manager/compounds/:compoundId/health-appeals/:changeId/answer': ofCommunity(
    'no answer in ordinary times',
    `health-appeals/${CHANGE}/answer`,
    { body: () => ({ outcome: 'upheld', note: '已核对原始报告' }) },
  ),
  'manager GET /api/v1/manager/compounds/:compoundId/health-feed-stops': ofCommunity(
    'no stopped batches in ordinary times',
    'health-feed-stops',
  ),
  'manager POST /api/v1/manager/compounds/:compoundId/health-feed-decisions': ofCommunity(
    'no decision on a batch in ordinary times',
    'health-feed-decisions',
    {
      body: () => ({
        iss: '市疾控中心',
        batch: 'b-1',
        revision: 1,
        outcome: 'release',
        because: '已向检测机构逐份核对',
      }),
    },
  ),
  // Of a third office: the health office, or the street.
  'manager PUT /api/v1/manager/compounds/:compoundId/health-changes/:changeId/approval': [
    {
      what: 'no approval in ordinary times',
      path: `${base}/health-changes/${PROPOSAL}/approval`,
      body: () => ({ outcome: 'pass', because: '已逐一核对原始材料' }),
      gets: [],
      status: 404,
    },
  ],
};
