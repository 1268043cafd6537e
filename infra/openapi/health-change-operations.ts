import * as changes from '../../shared/messages/health-changes.ts';
import * as feeds from '../../shared/messages/health-feeds.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now, residentId } = EXAMPLE;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const changeId = 'hch_1_0123456789abcdef' as const;
const proposalId = 'hch_1_0123456789abcdef' as const;
const green = { zh: '绿码', en: 'Green' };
const red = { zh: '红码', en: 'Red' };
const words = {
  zh: '卫生健康部门对您作出了隔离医学观察决定',
  en: 'The health office ordered your isolation',
};
const because = [{ words, by: 'two_offices' as const, at: now }];
const own = {
  event: '呼吸道传染病疫情',
  documentNumber: '青政疫〔2026〕1号',
  authority: '青枫区人民政府',
  until: now + 20 * DAY_MS,
  status: {
    value: 'red',
    words: red,
    severity: 8,
    asks: true,
    since: now,
    until: now + 14 * DAY_MS,
    because,
  },
  changes: [
    {
      changeId,
      at: now,
      from: green,
      to: red,
      office: 'health' as const,
      because,
      toldAt: now,
      mayAppeal: true,
    },
  ],
};

/** What a resident sees of their own status, and says against it. */
export const OF_OWN_HEALTH_CHANGES = [
  operation(
    changes.readOwnHealth,
    'own_health.read',
    'Somebody’s own status: what, by which office, why, until when',
    { answer: own },
  ),
  operation(
    changes.appealOwnChange,
    'own_health.appeal',
    'Says that a change is wrong; another office answers within a day, or it goes back',
    { body: { text: '我没有去过' }, answer: own },
  ),
];

const about = {
  changeId,
  residentId,
  maskedName: '王**',
  houseId: EXAMPLE.houseId,
  buildingId: 'bld_1_3' as const,
  to: red,
  office: 'health' as const,
  because,
  at: now,
};

const stopped = {
  iss: '市疾控中心',
  batch: '20261118-3',
  revision: 1,
  at: now,
  results: 240,
  people: 9,
  shared: 7,
  kind: 'petition' as const,
  mayDecide: true,
};

/** How offices change a status together, tell of it, and answer for it. */
export const OF_HEALTH_CHANGES = [
  operation(
    changes.listChanges,
    'health_change.decide',
    'What offices proposed, and what can be proposed by the rules',
    {
      answer: {
        proposals: [
          {
            proposalId,
            state: 'proposed',
            people: [{ residentId, maskedName: '王**', buildingId: 'bld_1_3' }],
            fromList: false,
            finding: 'isolation',
            words,
            reason: 'isolation_order',
            reference: '青卫隔〔2026〕17号',
            expiresAt: now + 10 * DAY_MS,
            proposed: { office: 'health', at: now, own: false },
            left: 0,
          },
        ],
        findings: [{ reason: 'isolation_order', finding: 'isolation', words }],
      },
    },
  ),
  operation(
    changes.proposeChange,
    'health_change.propose',
    'Asks another office to change somebody’s status; alone it changes nothing',
    {
      body: {
        residents: [residentId],
        fromList: false,
        finding: 'isolation',
        reason: 'isolation_order',
        reference: '青卫隔〔2026〕17号',
        expiresAt: now + 10 * DAY_MS,
      },
      answer: { proposalId },
    },
  ),
  operation(
    changes.decideChange,
    'health_change.decide',
    'Another person of another office decides; what trips the wire waits for a third',
    { body: { outcome: 'pass' }, answer: { state: 'done' } },
  ),
  operation(
    changes.approveChange,
    'health_change.approve',
    'A third office says why what was stopped may pass, or that it may not',
    { body: { outcome: 'pass', because: '已逐一核对原始材料' }, answer: { state: 'done' } },
  ),
  operation(
    feeds.listStoppedFeeds,
    'health_change.decide',
    'Batches of results that were stopped: most people in them share what no illness explains',
    { answer: { batches: [stopped] } },
  ),
  operation(
    feeds.decideStoppedFeed,
    'health_feed.approve',
    'An office that had no part in the emergency lets a stopped batch act, or takes it back whole',
    {
      body: {
        iss: stopped.iss,
        batch: stopped.batch,
        revision: 1,
        outcome: 'release',
        because: '已向检测机构逐份核对',
      },
      answer: { outcome: 'release' },
    },
  ),
  operation(
    changes.listHealthCalls,
    'health_call.record',
    'Who has no phone and has to be called yet',
    { answer: { calls: [{ ...about, tellBy: now + DAY_MS, tries: 0 }] } },
  ),
  operation(changes.recordHealthCall, 'health_call.record', 'That somebody was called', {
    body: { outcome: 'told' },
  }),
  operation(changes.listHealthAppeals, 'appeal.answer', 'Which appeals wait for an answer', {
    answer: {
      appeals: [
        { ...about, text: '我没有去过', appealedAt: now + HOUR_MS, answerBy: now + 25 * HOUR_MS },
      ],
    },
  }),
  operation(
    changes.answerHealthAppeal,
    'appeal.answer',
    'Another office than the one that changed it answers',
    { body: { outcome: 'taken_back', note: '经核对，检测样本不是本人的' } },
  ),
];
