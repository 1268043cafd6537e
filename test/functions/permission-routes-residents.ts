import type { Asked, RouteName } from './permission-routes.ts';

/** Who gets what of the register and of what households decide. */
export const RESIDENT_ROUTES: Record<RouteName, readonly Asked[]> = {
  'manager POST /api/v1/manager/compounds/:compoundId/register': [
    {
      what: 'who lives in a compound',
      path: '/api/v1/manager/compounds/cmp_1/register',
      body: () => ({}),
      gets: ['a manager', 'the device and a manager', 'a community worker', 'a grid worker'],
    },
    {
      what: 'who lives in another compound',
      path: '/api/v1/manager/compounds/cmp_2/register',
      body: () => ({}),
      gets: ['a manager of elsewhere', 'a community worker'],
    },
  ],
};
