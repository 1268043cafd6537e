import type { Asked, RouteName } from './permission-routes.ts';

const desk = '/api/v1/manager/compounds/cmp_1/alerts';

/** In ordinary times there is none of this, and whoever might ask hears just that. */
export const ALERT_ROUTES: Record<RouteName, readonly Asked[]> = {
  'manager GET /api/v1/manager/compounds/:compoundId/alerts': [
    { what: 'no alerts in ordinary times', path: desk, gets: ['a community worker'], status: 404 },
  ],
  'manager PUT /api/v1/manager/compounds/:compoundId/alerts/:healthChangeId/acknowledgement': [
    {
      what: 'nothing to acknowledge in ordinary times',
      path: `${desk}/hch_1_0000000000000001/acknowledgement`,
      gets: ['a community worker'],
      status: 404,
    },
  ],
};
