import type { Asked, RouteName } from './permission-routes.ts';

const AUDITORS = ['an auditor'];

export const AUDIT_ROUTES: Record<
  Extract<RouteName, `manager ${string} /api/v1/manager/${string}`>,
  readonly Asked[]
> = {
  'manager POST /api/v1/manager/compounds/:compoundId/audit-verifications': [
    {
      what: 'whether the chain holds',
      path: '/api/v1/manager/compounds/cmp_1/audit-verifications',
      body: () => ({}),
      gets: AUDITORS,
    },
  ],
  'manager POST /api/v1/manager/compounds/:compoundId/audit-facts': [
    {
      what: 'a day’s facts',
      path: '/api/v1/manager/compounds/cmp_1/audit-facts',
      body: () => ({ day: '2035-11-14' }),
      gets: AUDITORS,
    },
  ],
};
