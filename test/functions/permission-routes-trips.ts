import { GATES } from '../support/gates.ts';
import { RESIDENTS } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

/** In ordinary times nobody counts, and whoever might ask hears just that. */
export const TRIP_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident POST /api/v1/emergencies/gates/:gateId/trips': [
    {
      what: 'no counting in ordinary times',
      path: `/api/v1/emergencies/gates/${GATES.east}/trips`,
      body: () => ({ boot: 1, seq: 1, index: 0 }),
      gets: [
        'the device',
        'the device and a guard',
        'the device and a guard of elsewhere',
        'the device and a manager',
      ],
      status: 404,
    },
  ],
  'resident GET /api/v1/resident/residents/:residentId/trips': [
    {
      what: 'no trips in ordinary times',
      path: `/api/v1/resident/residents/${RESIDENTS.father}/trips`,
      gets: ['a resident'],
      status: 404,
    },
  ],
  'manager POST /api/v1/manager/residents/:residentId/trips': [
    {
      what: 'no more trips in ordinary times',
      path: `/api/v1/manager/residents/${RESIDENTS.father}/trips`,
      body: () => ({ key: '0000000000000001', trips: 1, reason: '去医院复诊' }),
      gets: ['a community worker'],
      status: 404,
    },
  ],
};
