import { RESIDENTS } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const OWN = '/api/v1/resident/photos';
const STAFFS = '/api/v1/manager/photos';
const HERE = ['a manager', 'a community worker', 'a grid worker', 'the device and a manager'];
const THERE = ['a manager of elsewhere'];
const RESIDING = ['a resident', 'a resident of elsewhere', 'a resident whose number waits'];
/** A photo that is not there: whoever may ask hears so, and nobody else anything. */
const ofNone = (what: string, path: string, gets: readonly string[]): Asked => ({
  what,
  path,
  gets,
  status: 409,
});

export const PHOTO_ROUTES: Record<RouteName, readonly Asked[]> = {
  [`photos POST ${OWN}/residents/:residentId/uploads`]: [
    {
      what: 'room for a photo of the father',
      path: `${OWN}/residents/${RESIDENTS.father}/uploads`,
      body: () => ({ bytes: 1_000 }),
      gets: ['a resident'],
    },
    {
      what: 'room for a photo of a neighbour',
      path: `${OWN}/residents/${RESIDENTS.neighbour}/uploads`,
      body: () => ({ bytes: 1_000 }),
      gets: ['a resident of elsewhere'],
    },
  ],
  [`photos POST ${OWN}/:photoId/confirmation`]: [
    ofNone('a confirmation', `${OWN}/pho_1_0000000000000009/confirmation`, RESIDING),
  ],
  [`photos GET ${OWN}/requests/:requestId`]: [
    {
      what: 'the photos of their request',
      path: ({ requestId }) => `${OWN}/requests/${requestId}`,
      gets: ['a resident'],
    },
  ],
  [`photos POST ${STAFFS}/compounds/:compoundId/uploads`]: [
    {
      what: 'room for a photo',
      path: `${STAFFS}/compounds/cmp_1/uploads`,
      body: () => ({ bytes: 1_000 }),
      gets: HERE,
    },
    {
      what: 'room for a photo elsewhere',
      path: `${STAFFS}/compounds/cmp_2/uploads`,
      body: () => ({ bytes: 1_000 }),
      gets: ['a community worker', ...THERE],
    },
  ],
  [`photos POST ${STAFFS}/:photoId/confirmation`]: [
    ofNone('a confirmation', `${STAFFS}/pho_1_0000000000000009/confirmation`, HERE),
    ofNone('a confirmation elsewhere', `${STAFFS}/pho_2_0000000000000009/confirmation`, [
      ...THERE,
      'a community worker',
    ]),
  ],
  [`photos GET ${STAFFS}/requests/:requestId`]: [
    {
      what: 'the photos of a request',
      path: ({ requestId }) => `${STAFFS}/requests/${requestId}`,
      gets: HERE,
    },
  ],
};
