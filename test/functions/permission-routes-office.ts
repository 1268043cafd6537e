import { GATES } from '../support/gates.ts';
import { RESIDENTS, STAFF } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const passStateBody = () => ({ state: 'suspended', reason: 'lost_device' });
const ofGateDay = (what: string): Asked[] => [
  {
    what: `the ${what} of a day`,
    path: `/api/v1/manager/gates/${GATES.east}/days/2035-11-14/${what}`,
    gets: ['a manager', 'the device and a manager'],
  },
  {
    what: `the ${what} of a day elsewhere`,
    path: `/api/v1/manager/gates/${GATES.elsewhere}/days/2035-11-14/${what}`,
    gets: ['a manager of elsewhere'],
  },
];

/** What the property office asks of gates, passes, cards and numbers, and who gets it. */
export const OFFICE_ROUTES: Record<RouteName, readonly Asked[]> = {
  'manager GET /api/v1/manager/gates': [
    {
      what: 'the gates they manage',
      path: '/api/v1/manager/gates',
      gets: ['a manager', 'a manager of elsewhere', 'the device and a manager'],
    },
  ],
  'manager GET /api/v1/manager/gates/:gateId/days/:day/openings': ofGateDay('openings'),
  'manager GET /api/v1/manager/gates/:gateId/days/:day/disagreements': ofGateDay('disagreements'),
  'manager GET /api/v1/manager/gates/:gateId/days/:day/counts': ofGateDay('counts'),
  'manager PUT /api/v1/manager/gates/:gateId/days/:day/openings/review': [
    {
      what: 'a look at openings that are not there',
      path: `/api/v1/manager/gates/${GATES.east}/days/2035-11-14/openings/review`,
      body: () => ({ class: 'emergency', count: 1 }),
      gets: ['a manager', 'the device and a manager'],
      status: 404,
    },
  ],
  'manager PUT /api/v1/manager/gates/:gateId/trial': [
    {
      what: 'a trial',
      path: `/api/v1/manager/gates/${GATES.east}/trial`,
      body: ({ house }) => ({ until: house.clock() + 3_600_000 }),
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'a trial elsewhere',
      path: `/api/v1/manager/gates/${GATES.elsewhere}/trial`,
      body: ({ house }) => ({ until: house.clock() + 3_600_000 }),
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager DELETE /api/v1/manager/gates/:gateId/trial': [
    {
      what: 'the end of a trial',
      path: `/api/v1/manager/gates/${GATES.east}/trial`,
      gets: ['a manager', 'the device and a manager'],
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/shift-pins': [
    {
      what: 'who can take over',
      path: '/api/v1/manager/compounds/cmp_1/shift-pins',
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'who can take over elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/shift-pins',
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager DELETE /api/v1/manager/compounds/:compoundId/shift-pins/:staffId': [
    {
      what: 'the end of a PIN that nobody has',
      path: `/api/v1/manager/compounds/cmp_1/shift-pins/${STAFF.guard}`,
      gets: ['a manager', 'the device and a manager'],
      status: 404,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/replay-pairs': [
    {
      what: 'what was let in twice',
      path: '/api/v1/manager/compounds/cmp_1/replay-pairs',
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'what was let in twice elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/replay-pairs',
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager POST /api/v1/manager/gates/:gateId/enrolment-codes': [
    {
      what: 'an enrolment code',
      path: `/api/v1/manager/gates/${GATES.east}/enrolment-codes`,
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'an enrolment code elsewhere',
      path: `/api/v1/manager/gates/${GATES.elsewhere}/enrolment-codes`,
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager DELETE /api/v1/manager/gate-devices/:deviceId': [
    {
      what: 'an un-enrolment',
      path: ({ west }) => `/api/v1/manager/gate-devices/${west.deviceId}`,
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'an un-enrolment elsewhere',
      path: ({ elsewhere }) => `/api/v1/manager/gate-devices/${elsewhere.deviceId}`,
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager POST /api/v1/manager/compounds/:compoundId/resident-searches': [
    {
      what: 'who lives here',
      path: '/api/v1/manager/compounds/cmp_1/resident-searches',
      body: () => ({ house: '3-2-501' }),
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'who lives elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/resident-searches',
      body: () => ({}),
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager GET /api/v1/manager/residents/:residentId/passes': [
    {
      what: 'the passes of a resident',
      path: `/api/v1/manager/residents/${RESIDENTS.father}/passes`,
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'the passes of a resident elsewhere',
      path: `/api/v1/manager/residents/${RESIDENTS.neighbour}/passes`,
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager POST /api/v1/manager/residents/:residentId/card': [
    {
      what: 'a card for a resident',
      path: `/api/v1/manager/residents/${RESIDENTS.mother}/card`,
      body: () => ({}),
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'a card for a resident elsewhere',
      path: `/api/v1/manager/residents/${RESIDENTS.neighbour}/card`,
      body: () => ({}),
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager POST /api/v1/manager/compounds/:compoundId/cards': [
    {
      what: 'cards for many',
      path: '/api/v1/manager/compounds/cmp_1/cards',
      body: () => ({ residentIds: [RESIDENTS.mother, RESIDENTS.child] }),
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'cards for many elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/cards',
      body: () => ({ residentIds: [RESIDENTS.neighbour] }),
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/number-questions': [
    {
      what: 'the numbers that wait',
      path: '/api/v1/manager/compounds/cmp_1/number-questions',
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'the numbers that wait elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/number-questions',
      gets: ['a manager of elsewhere'],
    },
  ],
  'manager PUT /api/v1/manager/residents/:residentId/number-question': [
    {
      what: 'an answer whose number it is',
      path: `/api/v1/manager/residents/${RESIDENTS.mother}/number-question`,
      body: () => ({ since: 1, isTheirs: true }),
      gets: ['a manager', 'the device and a manager'],
      status: 409,
    },
    {
      what: 'an answer whose number it is, elsewhere',
      path: `/api/v1/manager/residents/${RESIDENTS.neighbour}/number-question`,
      body: () => ({ since: 1, isTheirs: true }),
      gets: ['a manager of elsewhere'],
      status: 409,
    },
  ],
  'manager PUT /api/v1/manager/passes/:passId/state': [
    {
      what: 'a change of a pass',
      path: ({ father }) => `/api/v1/manager/passes/${father.pass.passId}/state`,
      body: passStateBody,
      gets: ['a manager', 'the device and a manager'],
    },
    {
      what: 'a change of a pass elsewhere',
      path: ({ neighbour }) => `/api/v1/manager/passes/${neighbour.pass.passId}/state`,
      body: passStateBody,
      gets: ['a manager of elsewhere'],
    },
  ],
};
