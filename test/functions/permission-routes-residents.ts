import { HOUSES, RESIDENTS, STAFF } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const MANAGERS = ['a manager', 'the device and a manager'];
const KEEPERS = [...MANAGERS, 'a community worker'];
const KEEPERS_ELSEWHERE = ['a manager of elsewhere', 'a community worker'];

const OFFICE: readonly [Asked['gets'], Asked['gets']] = [MANAGERS, ['a manager of elsewhere']];

/** Something of the father and of a neighbour in another compound, for whoever keeps the register there. */
const ofResident = (
  what: string,
  tail: string,
  rest: Pick<Asked, 'body' | 'status'> = {},
  who: readonly [Asked['gets'], Asked['gets']] = [KEEPERS, KEEPERS_ELSEWHERE],
): Asked[] => [
  {
    what,
    path: `/api/v1/manager/residents/${RESIDENTS.mother}${tail}`,
    gets: who[0],
    ...rest,
  },
  {
    what: `${what} elsewhere`,
    path: `/api/v1/manager/residents/${RESIDENTS.neighbour}${tail}`,
    gets: who[1],
    ...rest,
  },
];

/** Something that the father asks for himself, and nobody for the mother of the same house. */
const ofThemself = (
  what: string,
  tail: string,
  rest: Pick<Asked, 'body' | 'status'> = {},
): Asked[] => [
  {
    what,
    path: `/api/v1/resident/residents/${RESIDENTS.father}${tail}`,
    gets: ['a resident'],
    ...rest,
  },
  {
    what: `${what}, of somebody else in the house`,
    path: `/api/v1/resident/residents/${RESIDENTS.mother}${tail}`,
    gets: [],
    ...rest,
  },
];

/** Every caller a number of their own, so that no limit of one is another's. */
let callers = 0;
const ownPhone = () => `137${String(10_000_000 + ++callers)}`;

/** What nobody of a compound has: refused to all, and the right caller is told that there is none. */
const NO_SUCH = 'jrq_1_0000000000000001';

/** Who gets what of the register and of what households decide. */
export const RESIDENT_ROUTES: Record<RouteName, readonly Asked[]> = {
  'manager POST /api/v1/manager/compounds/:compoundId/register': [
    {
      what: 'who lives in a compound',
      path: '/api/v1/manager/compounds/cmp_1/register',
      body: () => ({}),
      gets: [...KEEPERS, 'a grid worker'],
    },
    {
      what: 'who lives in another compound',
      path: '/api/v1/manager/compounds/cmp_2/register',
      body: () => ({}),
      gets: KEEPERS_ELSEWHERE,
    },
  ],
  'manager GET /api/v1/manager/residents/:residentId': ofResident('one resident', ''),
  'manager POST /api/v1/manager/compounds/:compoundId/residents': [
    {
      what: 'a registration at a house that is not there',
      path: '/api/v1/manager/compounds/cmp_1/residents',
      body: () => ({ house: '9-9-999', name: '赵敏', tie: 'tenant' }),
      gets: KEEPERS,
      status: 400,
    },
    {
      what: 'a registration elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/residents',
      body: () => ({ house: '9-9-999', name: '赵敏', tie: 'tenant' }),
      gets: KEEPERS_ELSEWHERE,
      status: 400,
    },
  ],
  'manager PUT /api/v1/manager/residents/:residentId': ofResident('a change that is behind', '', {
    body: () => ({ version: 99, name: '赵敏' }),
    status: 409,
  }),
  'manager POST /api/v1/manager/residents/:residentId/removal': ofResident(
    'a removal that is behind',
    '/removal',
    {
      body: () => ({ version: 99, document: 'lease_end', documentNumber: '2035-1' }),
      status: 409,
    },
    [MANAGERS, ['a manager of elsewhere']],
  ),
  'manager DELETE /api/v1/manager/residents/:residentId/removal': ofResident(
    'what was not announced, taken back',
    '/removal',
    { status: 409 },
    [MANAGERS, ['a manager of elsewhere']],
  ),
  'manager GET /api/v1/manager/compounds/:compoundId/join-requests': [
    {
      what: 'who asks to join',
      path: '/api/v1/manager/compounds/cmp_1/join-requests',
      gets: KEEPERS,
    },
    {
      what: 'who asks to join elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/join-requests',
      gets: KEEPERS_ELSEWHERE,
    },
  ],
  'manager PUT /api/v1/manager/join-requests/:joinRequestId': [
    {
      what: 'a decision about what nobody asks',
      path: `/api/v1/manager/join-requests/${NO_SUCH}`,
      body: () => ({ approve: true }),
      gets: KEEPERS,
      status: 409,
    },
  ],
  'manager PUT /api/v1/manager/residents/:residentId/special-care': [
    {
      what: 'who looks after somebody, which the community decides and no manager',
      path: `/api/v1/manager/residents/${RESIDENTS.father}/special-care`,
      // Of the street's people nobody's role lets them help.
      body: () => ({ kind: 'frail', helper: STAFF.manager }),
      gets: ['a community worker'],
      status: 400,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/own-special-care': [
    {
      what: 'whom the caller helps, which is a list of their own',
      path: '/api/v1/manager/compounds/cmp_1/own-special-care',
      gets: ['a community worker', 'a grid worker'],
    },
  ],
  'manager GET /api/v1/manager/residents/:residentId/special-care': [
    {
      what: 'whether somebody is looked after, which their helper reads and nobody else',
      path: `/api/v1/manager/residents/${RESIDENTS.father}/special-care`,
      gets: [],
    },
  ],
  'manager GET /api/v1/manager/residents/:residentId/entry-means': ofResident(
    'the PIN and the door card of somebody',
    '/entry-means',
    {},
    OFFICE,
  ),
  'manager DELETE /api/v1/manager/residents/:residentId/house-pin': ofResident(
    'the end of a PIN',
    '/house-pin',
    {},
    OFFICE,
  ),
  'manager PUT /api/v1/manager/residents/:residentId/door-card': ofResident(
    'a door card',
    '/door-card',
    { body: () => ({ number: '0011257731' }) },
    OFFICE,
  ),
  'manager DELETE /api/v1/manager/residents/:residentId/door-card': ofResident(
    'the loss of a door card that nobody has',
    '/door-card',
    { status: 404 },
    OFFICE,
  ),
  'resident GET /api/v1/resident/residents/:residentId/entry-means': ofThemself(
    'their own PIN and door card',
    '/entry-means',
  ),
  'resident PUT /api/v1/resident/residents/:residentId/house-pin': ofThemself(
    'a PIN of their own',
    '/house-pin',
    { body: () => ({ pin: '804213' }) },
  ),
  'resident DELETE /api/v1/resident/residents/:residentId/house-pin': ofThemself(
    'the end of their PIN',
    '/house-pin',
  ),
  'resident DELETE /api/v1/resident/residents/:residentId/door-card': ofThemself(
    'the loss of a door card that they do not have',
    '/door-card',
    { status: 404 },
  ),
  'resident GET /api/v1/resident/residents/:residentId/record': ofThemself(
    'their own record',
    '/record',
  ),
  'resident POST /api/v1/resident/residents/:residentId/proxies': ofThemself(
    'their pass, held by themself',
    '/proxies',
    { body: () => ({ phone: '13900000001', called: '自己' }), status: 400 },
  ).map((asked, at) => (at === 0 ? asked : { ...asked, status: 403 })),
  'resident DELETE /api/v1/resident/residents/:residentId/proxies/:proxyId': ofThemself(
    'the end of a proxy that nobody gave',
    '/proxies/prx_1_0000000000000001',
    { status: 404 },
  ),
  'resident POST /api/v1/resident/residents/:residentId/departure': ofThemself(
    'the end of their residence',
    '/departure',
  ),
  'resident DELETE /api/v1/resident/residents/:residentId/special-care': ofThemself(
    'the end of being looked after',
    '/special-care',
  ),
  'resident GET /api/v1/resident/residents/:residentId/join-requests': ofThemself(
    'who asks to join their household',
    '/join-requests',
  ),
  'resident PUT /api/v1/resident/residents/:residentId/join-requests/:joinRequestId': ofThemself(
    'an answer to what nobody asks',
    `/join-requests/${NO_SUCH}`,
    { body: () => ({ approve: true }), status: 404 },
  ),
  'resident POST /api/v1/resident/join-requests/codes': [
    {
      what: 'a code for whoever asks to join',
      path: '/api/v1/resident/join-requests/codes',
      body: () => ({ phone: ownPhone() }),
      gets: 'everybody',
    },
  ],
  'resident POST /api/v1/resident/join-requests': [
    {
      what: 'a request with a wrong code',
      path: '/api/v1/resident/join-requests',
      body: () => ({
        phone: ownPhone(),
        code: '000000',
        compound: HOUSES.family,
        house: '3-2-501',
        name: '赵敏',
        tie: 'tenant',
      }),
      gets: 'everybody',
      status: 401,
    },
  ],
};
