import { GRANTED_UNTIL, STAFF } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const MANAGERS = ['a manager', 'the device and a manager'];
const RUNNERS = [...MANAGERS, 'a community worker'];
const ELSEWHERE = ['a manager of elsewhere', 'a community worker'];

const grantOf = (role: string) => () => ({
  to: { name: '冯丽', phone: '13900005555' },
  role,
  until: GRANTED_UNTIL - 86_400_000,
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
      what: 'the end of a role',
      path: '/api/v1/manager/places/cmp_1/ended-grants',
      body: () => ({ staffId: STAFF.guard, role: 'guard' }),
      gets: RUNNERS,
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
      what: 'another property company',
      path: '/api/v1/manager/compounds/cmp_2/company',
      body: () => ({
        company: { name: '安居物业' },
        manager: { name: '冯丽', phone: '13900005555', until: GRANTED_UNTIL - 86_400_000 },
        documentNumber: '青街物〔2026〕12号',
      }),
      gets: ['a community worker'],
    },
  ],
};
