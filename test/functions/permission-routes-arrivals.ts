import type { Asked, RouteName } from './permission-routes.ts';

const OWN_DEVICE = [
  'the device',
  'the device and a guard',
  'the device and a guard of elsewhere',
  'the device and a manager',
];
const RESIDENTS = ['a resident', 'a resident of elsewhere'];
const NO_CODE = 'A'.repeat(132);

/** A resident scans the gate, and the gate's screen says what became of it. */
export const ARRIVAL_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident GET /G/:gateCode': [
    { what: 'the way to the page', path: `/G/${NO_CODE}`, gets: 'everybody', status: 303 },
  ],
  'resident GET /g/:gateCode': [
    { what: 'the same', path: `/g/${NO_CODE}`, gets: 'everybody', status: 303 },
  ],
  'resident POST /api/v1/resident/gate-tickets': [
    {
      what: 'no ticket for what is no code',
      path: '/api/v1/resident/gate-tickets',
      body: () => ({ gateCode: `HTTPS://HOST/G/${NO_CODE}` }),
      gets: RESIDENTS,
      status: 404,
    },
  ],
  'resident POST /api/v1/resident/gates/:gateId/open': [
    {
      what: 'nothing opened by what is no ticket',
      path: '/api/v1/resident/gates/gat_1_1/open',
      body: () => ({ ticket: 'A', code: 'XQ1:' }),
      gets: RESIDENTS,
      status: 404,
    },
  ],
  'resident GET /api/v1/screens/:gateId/last-opening': [
    {
      what: 'the last word of its screen',
      path: ({ east }) => `/api/v1/screens/${east.gateId}/last-opening`,
      gets: OWN_DEVICE,
    },
  ],
};
