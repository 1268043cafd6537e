import { RESIDENTS } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const own = `/api/v1/resident/residents/${RESIDENTS.father}/health-registration`;
const theirs = `/api/v1/manager/residents/${RESIDENTS.father}/health-registration`;
const body = () => ({ findings: ['symptoms'] });

/** In ordinary times there is none of this, and whoever might ask hears just that. */
export const HEALTH_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident GET /api/v1/resident/residents/:residentId/health-registration': [
    { what: 'no registration in ordinary times', path: own, gets: ['a resident'], status: 404 },
  ],
  'resident PUT /api/v1/resident/residents/:residentId/health-registration': [
    {
      what: 'no registering in ordinary times',
      path: own,
      body,
      gets: ['a resident'],
      status: 404,
    },
  ],
  'resident POST /api/v1/emergencies/:emergencyId/feed': [
    {
      what: 'no taking of results in ordinary times',
      path: '/api/v1/emergencies/emg_1_0000000000000099/feed',
      body: () => 'a batch that nobody signed',
      gets: 'everybody',
      status: 404,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/health-registration': [
    {
      what: 'nothing to ask of others in ordinary times',
      path: '/api/v1/manager/compounds/cmp_1/health-registration',
      gets: ['a community worker'],
      status: 404,
    },
  ],
  'manager PUT /api/v1/manager/residents/:residentId/health-registration': [
    {
      what: 'no registering of others in ordinary times',
      path: theirs,
      body,
      gets: ['a community worker'],
      status: 404,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/drill-specimens': [
    {
      what: 'nobody of a drill where there is none',
      path: '/api/v1/manager/compounds/cmp_1/drill-specimens',
      gets: ['a community worker'],
      status: 404,
    },
  ],
};
