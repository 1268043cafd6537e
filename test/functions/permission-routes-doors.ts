import { GATES } from '../support/gates.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const OFFICE = '/api/v1/manager/doors';
const HERE = '/api/v1/doors/gates';
const MANAGERS = ['a manager', 'the device and a manager'];
const ELSEWHERE = ['a manager of elsewhere'];
const DEVICES = [
  'the device',
  'the device and a guard',
  'the device and a guard of elsewhere',
  'the device and a manager',
];

/** Where no door stands: whoever may ask hears so, and nobody else anything. */
const asked = (what: string, path: string, changed: Partial<Asked>): Asked => ({
  what,
  path,
  gets: MANAGERS,
  ...changed,
});

export const DOOR_ROUTES: Record<RouteName, readonly Asked[]> = {
  [`doors GET ${OFFICE}/compounds/:compoundId`]: [
    asked('the doors', `${OFFICE}/compounds/cmp_1`, {}),
    asked('the doors of elsewhere', `${OFFICE}/compounds/cmp_2`, { gets: ELSEWHERE }),
  ],
  [`doors PUT ${OFFICE}/gates/:gateId`]: [
    asked('a door in the place of one that is not there', `${OFFICE}/gates/${GATES.east}`, {
      body: () => ({ withoutPower: 'entry_opens', version: 9 }),
      status: 409,
    }),
    asked('the same elsewhere', `${OFFICE}/gates/${GATES.elsewhere}`, {
      body: () => ({ withoutPower: 'entry_opens', version: 9 }),
      status: 409,
      gets: ELSEWHERE,
    }),
  ],
  [`doors DELETE ${OFFICE}/gates/:gateId`]: [
    asked('no door any more', `${OFFICE}/gates/${GATES.east}`, {
      body: () => ({ version: 1 }),
      status: 404,
    }),
    asked('the same elsewhere', `${OFFICE}/gates/${GATES.elsewhere}`, {
      body: () => ({ version: 1 }),
      status: 404,
      gets: ELSEWHERE,
    }),
  ],
  [`doors POST ${OFFICE}/gates/:gateId/openings`]: [
    asked('an opening', `${OFFICE}/gates/${GATES.east}/openings`, { status: 404 }),
    asked('an opening elsewhere', `${OFFICE}/gates/${GATES.elsewhere}/openings`, {
      status: 404,
      gets: ELSEWHERE,
    }),
  ],
  [`doors GET ${HERE}/:gateId`]: [
    asked('its own door', `${HERE}/${GATES.east}`, { gets: DEVICES }),
    asked('the door of another gate', `${HERE}/${GATES.west}`, {
      gets: ['a device of another gate'],
    }),
  ],
  [`doors POST ${HERE}/:gateId/openings`]: [
    asked('its own door opened', `${HERE}/${GATES.east}/openings`, { status: 404, gets: DEVICES }),
    // Nobody is on duty there.
    asked('the door of another gate opened', `${HERE}/${GATES.west}/openings`, {
      status: 409,
      gets: ['a device of another gate'],
    }),
  ],
};
