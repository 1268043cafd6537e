import type { Asked, RouteName } from './permission-routes.ts';

const RUNS_DESK = ['a manager', 'the device and a manager', 'a community worker'];
const WORKS = [...RUNS_DESK, 'a grid worker'];
const ID = '0000000000000001';
/** A request that is not there: whoever may ask hears so, and nobody else anything. */
const NOTHING = '/api/v1/manager/requests/req_1_0000000000000099';
const ROUTE = 'manager POST /api/v1/manager/requests/:requestId';

const ofNothing = (
  what: string,
  path: string,
  body?: Asked['body'],
  gets: readonly string[] = WORKS,
): Asked[] => [
  {
    what,
    path: `${NOTHING}${path}`,
    ...(body === undefined ? {} : { body }),
    gets,
    status: 404,
  },
];

/** What goes from hand to hand in a request, and what is counted of them all. */
export const MATTER_ROUTES: Record<RouteName, readonly Asked[]> = {
  [`${ROUTE}/hand-overs`]: ofNothing('a thing handed over', '/hand-overs', () => ({
    key: ID,
    what: 'key',
  })),
  [`${ROUTE}/hand-overs/:handOverId/return`]: ofNothing(
    'a thing given back',
    `/hand-overs/${ID}/return`,
  ),
  [`${ROUTE}/advances`]: ofNothing('money advanced', '/advances', () => ({
    key: ID,
    amountFen: 100,
  })),
  [`${ROUTE}/advances/:advanceId/settlement`]: ofNothing(
    'money settled',
    `/advances/${ID}/settlement`,
  ),
  [`${ROUTE}/witnessed`]: ofNothing(
    'what somebody without a phone said',
    '/witnessed',
    () => ({ of: 'back', handOverId: ID, note: '当面问过' }),
    RUNS_DESK,
  ),
  [`${ROUTE}/rating-answer`]: ofNothing('an answer', '/rating-answer', () => ({ text: '谢谢' })),
  'resident POST /api/v1/resident/requests/:requestId/hand-overs/:handOverId/confirmation': [
    {
      what: 'their word on a thing that is not there',
      path: ({ requestId }) =>
        `/api/v1/resident/requests/${requestId}/hand-overs/${ID}/confirmation`,
      body: () => ({ of: 'out' }),
      gets: ['a resident'],
      status: 404,
    },
  ],
  'resident POST /api/v1/resident/requests/:requestId/advances/:advanceId/settlement': [
    {
      what: 'their word on money that nobody advanced',
      path: ({ requestId }) => `/api/v1/resident/requests/${requestId}/advances/${ID}/settlement`,
      gets: ['a resident'],
      status: 404,
    },
  ],
  'resident POST /api/v1/resident/requests/:requestId/denied': [
    {
      what: 'their no to a thing that is not there',
      path: ({ requestId }) => `/api/v1/resident/requests/${requestId}/denied`,
      body: () => ({ of: 'back', handOverId: ID }),
      gets: ['a resident'],
      status: 404,
    },
  ],
  'resident GET /api/v1/resident/compounds/:compoundId/scoreboard': [
    {
      what: 'the scoreboard',
      path: '/api/v1/resident/compounds/cmp_1/scoreboard',
      gets: 'everybody',
    },
    {
      what: 'no scoreboard of a compound that is not there',
      path: '/api/v1/resident/compounds/cmp_999/scoreboard',
      gets: 'everybody',
      status: 404,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/desk-figures': [
    {
      what: 'the figures of the desk',
      path: '/api/v1/manager/compounds/cmp_1/desk-figures',
      gets: RUNS_DESK,
    },
    {
      what: 'the figures elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/desk-figures',
      gets: ['a manager of elsewhere', 'a community worker'],
    },
  ],
};
