import { STAFF } from '../support/street.ts';
import type { Scene } from './permission-presenters.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const A_MONTH_MS = 30 * 86_400_000;

const MANAGERS = ['a manager', 'the device and a manager'];
const RUNNERS = [...MANAGERS, 'a community worker'];
const ELSEWHERE = ['a manager of elsewhere', 'a community worker'];

const grantOf =
  (role: string) =>
  ({ house }: Scene) => ({
    to: { name: '冯丽', phone: '13900005555' },
    role,
    until: house.clock() + A_MONTH_MS,
  });

export const PERMISSION_ROUTES: Record<
  Extract<RouteName, `manager ${string} /api/v1/manager/${string}`>,
  readonly Asked[]
> = {
  'manager GET /api/v1/manager/me': [
    {
      what: 'what they may do themselves',
      path: '/api/v1/manager/me',
      gets: [
        ...MANAGERS,
        'a manager of elsewhere',
        'a community worker',
        'a grid worker',
        'an auditor',
      ],
    },
  ],
  'manager GET /api/v1/manager/places/:placeId/grants': [
    {
      what: 'who holds a role here',
      path: '/api/v1/manager/places/cmp_1/grants',
      gets: RUNNERS,
    },
    {
      what: 'who holds a role elsewhere',
      path: '/api/v1/manager/places/cmp_2/grants',
      gets: ELSEWHERE,
    },
    {
      what: 'who holds a role in the community',
      path: '/api/v1/manager/places/com_1/grants',
      gets: ['a community worker'],
    },
  ],
  'manager POST /api/v1/manager/places/:placeId/grants': [
    {
      what: 'a role for somebody here',
      path: '/api/v1/manager/places/cmp_1/grants',
      body: grantOf('guard'),
      gets: RUNNERS,
    },
    {
      what: 'a role that only the community gives',
      path: '/api/v1/manager/places/grd_1_1/grants',
      body: grantOf('grid_worker'),
      gets: ['a community worker'],
    },
  ],
  'manager POST /api/v1/manager/places/:placeId/ended-grants': [
    {
      // Of somebody who holds none: whoever may end it hears so, and nothing changes.
      what: 'the end of a role',
      path: '/api/v1/manager/places/cmp_1/ended-grants',
      body: () => ({ staffId: 'stf_0000000000000099', role: 'guard' }),
      gets: RUNNERS,
      status: 404,
    },
  ],
  'manager GET /api/v1/manager/places/:placeId/staff/:staffId/permissions': [
    {
      what: 'what the guard may do here',
      path: `/api/v1/manager/places/cmp_1/staff/${STAFF.guard}/permissions`,
      gets: [...RUNNERS, 'an auditor'],
    },
  ],
  'manager PUT /api/v1/manager/compounds/:compoundId/company': [
    {
      // Until a day that is over: whoever may change it hears so, and nothing changes.
      what: 'another property company',
      path: '/api/v1/manager/compounds/cmp_2/company',
      body: () => ({
        company: { name: '安居物业' },
        manager: { name: '冯丽', phone: '13900005555', until: 1 },
        documentNumber: '青街物〔2026〕12号',
      }),
      gets: ['a community worker'],
      status: 400,
    },
  ],
};
