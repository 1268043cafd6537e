import type { Asked, RouteName } from './permission-routes.ts';

const NONE = 'emg_1_0000000000000009';

/** Who gets what of the end of emergencies. */
export const CERTIFICATE_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident GET /api/v1/resident/emergencies/:emergencyId/certificate': [
    {
      what: 'the certificate of an emergency that is not there',
      path: `/api/v1/resident/emergencies/${NONE}/certificate`,
      gets: 'everybody',
      status: 404,
    },
  ],
  'resident GET /api/v1/resident/compounds/:compoundId/certificates': [
    {
      what: 'what was destroyed',
      path: '/api/v1/resident/compounds/cmp_1/certificates',
      gets: 'everybody',
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/destructions': [
    {
      what: 'what was destroyed, for a witness',
      path: '/api/v1/manager/compounds/cmp_1/destructions',
      gets: ['an auditor'],
    },
  ],
  'manager PUT /api/v1/manager/compounds/:compoundId/destructions/:emergencyId/witness': [
    {
      what: 'a signature beneath a certificate that is not there',
      path: `/api/v1/manager/compounds/cmp_1/destructions/${NONE}/witness`,
      gets: ['an auditor'],
      status: 404,
    },
  ],
  'manager POST /api/v1/manager/compounds/:compoundId/emergencies/:emergencyId/status-chains/:statusName/cases/:caseNumber':
    [
      {
        what: 'a status of an emergency that is not there',
        path: `/api/v1/manager/compounds/cmp_1/emergencies/${NONE}/status-chains/${'0'.repeat(32)}/cases/A-2035-1`,
        body: () => ({}),
        gets: ['an auditor'],
        status: 404,
      },
    ],
};
