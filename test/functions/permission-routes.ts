import { newGatePhone } from '../support/gate-phone.ts';
import type { AppName } from '../support/gatehouse.ts';
import { GATES } from '../support/gates.ts';
import { RESIDENTS, STAFF } from '../support/street.ts';
import type { Scene } from './permission-presenters.ts';
import { ALERT_ROUTES } from './permission-routes-alerts.ts';
import { ANNOUNCEMENT_ROUTES } from './permission-routes-announcements.ts';
import { ARRIVAL_ROUTES } from './permission-routes-arrivals.ts';
import { AUDIT_ROUTES } from './permission-routes-audit.ts';
import { CERTIFICATE_ROUTES } from './permission-routes-certificates.ts';
import { DESK_ROUTES } from './permission-routes-desk.ts';
import { DOOR_ROUTES } from './permission-routes-doors.ts';
import { EMERGENCY_ROUTES } from './permission-routes-emergencies.ts';
import { HEALTH_ROUTES } from './permission-routes-health.ts';
import { HEALTH_CHANGE_ROUTES } from './permission-routes-health-changes.ts';
import { HOUSE_ROUTES } from './permission-routes-houses.ts';
import { MATTER_ROUTES } from './permission-routes-matters.ts';
import { NOTIFICATION_ROUTES } from './permission-routes-notifications.ts';
import { OFFICE_ROUTES } from './permission-routes-office.ts';
import { PERMISSION_ROUTES } from './permission-routes-permissions.ts';
import { PHOTO_ROUTES } from './permission-routes-photos.ts';
import { PLACE_ROUTES } from './permission-routes-places.ts';
import { RESIDENT_ROUTES } from './permission-routes-residents.ts';
import { ROSTER_ROUTES } from './permission-routes-roster.ts';
import { TRIP_ROUTES } from './permission-routes-trips.ts';
import { VISITOR_ROUTES } from './permission-routes-visitors.ts';
import { WHISTLE_ROUTES } from './permission-routes-whistles.ts';

/** One way to ask for something, and everybody who gets it. Whoever is not named is refused. */
export type Asked = {
  readonly what: string;
  readonly path: string | ((scene: Scene) => string);
  readonly body?: (scene: Scene) => unknown;
  readonly gets: readonly string[] | 'everybody';
  /** What everybody gets alike, where that is no success. */
  readonly status?: number;
};
export type RouteName = `${AppName} ${string} ${string}`;

const scanBody = (scene: Scene) => ({
  batches: [
    {
      boot: 1,
      batch: 1,
      shiftId: scene.shiftId,
      scans: [
        {
          seq: 1,
          code: scene.father.showAt(scene.house.clock()),
          direction: 'in',
          // Before the un-enrolment: what an un-enrolled device may still hand in.
          scannedAt: scene.house.clock() - 120_000,
          verdict: { outcome: 'allow', reason: 'ok' },
        },
      ],
    },
  ],
});
const DEVICE = ['the device', 'the device and a guard', 'the device and a guard of elsewhere'];
const ANY_EAST_DEVICE = [...DEVICE, 'the device and a manager'];
const UNENROLLED = ['an un-enrolled device', 'an un-enrolled device and a guard'];

/** Every caller a number of their own, so that no limit of one is another's. */
let callers = 0;
const ownPhone = () => `139${String(10_000_000 + ++callers)}`;

const signInRoutes = (audience: 'resident' | 'guard' | 'manager') => {
  const base = `/api/v1/${audience}`;
  const route = (method: string, path: string): RouteName => `${audience} ${method} ${base}${path}`;
  const asked = (path: string, changed: Partial<Asked> = {}): Asked[] => [
    { what: 'as anybody', path: `${base}${path}`, gets: 'everybody', ...changed },
  ];
  return {
    [route('POST', '/sign-in/codes')]: asked('/sign-in/codes', {
      body: () => ({ phone: ownPhone() }),
    }),
    [route('POST', '/sign-in')]: asked('/sign-in', {
      body: () => ({ phone: ownPhone(), code: '000000' }),
      status: 401,
    }),
    [route('POST', '/session/renewals')]: asked('/session/renewals', { status: 401 }),
    [route('DELETE', '/session')]: asked('/session'),
  };
};

/** Every route there is, and who gets what by it. */
export const ROUTES: Record<RouteName, readonly Asked[]> = {
  ...PERMISSION_ROUTES,
  ...OFFICE_ROUTES,
  ...ARRIVAL_ROUTES,
  ...AUDIT_ROUTES,
  ...ANNOUNCEMENT_ROUTES,
  ...CERTIFICATE_ROUTES,
  ...NOTIFICATION_ROUTES,
  ...signInRoutes('resident'),
  ...signInRoutes('guard'),
  ...signInRoutes('manager'),
  ...HOUSE_ROUTES,
  ...HEALTH_ROUTES,
  ...TRIP_ROUTES,
  ...ALERT_ROUTES,
  ...HEALTH_CHANGE_ROUTES,
  ...PHOTO_ROUTES,
  ...DOOR_ROUTES,
  'keys GET /.well-known/jwks.json': [
    { what: 'the keys', path: '/.well-known/jwks.json', gets: 'everybody' },
  ],
  'resident GET /api/v1/resident/notice': [
    { what: 'the notice', path: '/api/v1/resident/notice', gets: 'everybody' },
  ],
  'resident GET /api/v1/resident/household': [
    {
      what: 'their own household',
      path: '/api/v1/resident/household',
      gets: ['a resident', 'a resident of elsewhere', 'a resident whose number waits'],
    },
  ],
  'resident PUT /api/v1/resident/residents/:residentId/number-question': [
    {
      what: 'an answer whose number it is, to somebody of the house',
      path: `/api/v1/resident/residents/${RESIDENTS.mother}/number-question`,
      body: () => ({ since: 1, isTheirs: true }),
      gets: ['a resident'],
      status: 409,
    },
    {
      what: 'an answer about themselves',
      path: `/api/v1/resident/residents/${RESIDENTS.father}/number-question`,
      body: () => ({ since: 1, isTheirs: true }),
      gets: [],
    },
  ],
  'resident PUT /api/v1/resident/residents/:residentId/pass': [
    {
      what: 'a pass of the father',
      path: `/api/v1/resident/residents/${RESIDENTS.father}/pass`,
      body: ({ father }) => father.passRequest(),
      gets: ['a resident'],
    },
    {
      what: 'a pass of somebody else in the house',
      path: `/api/v1/resident/residents/${RESIDENTS.mother}/pass`,
      body: ({ father }) => father.passRequest(),
      gets: [],
    },
    {
      what: 'a pass of somebody in another compound',
      path: `/api/v1/resident/residents/${RESIDENTS.neighbour}/pass`,
      body: ({ neighbour }) => neighbour.passRequest(),
      gets: ['a resident of elsewhere'],
    },
  ],
  'resident GET /api/v1/resident/residents/:residentId/passes': [
    {
      what: 'the devices of the father',
      path: `/api/v1/resident/residents/${RESIDENTS.father}/passes`,
      gets: ['a resident'],
    },
    {
      what: 'the devices of somebody else in the house',
      path: `/api/v1/resident/residents/${RESIDENTS.mother}/passes`,
      gets: [],
    },
    {
      what: 'the devices of somebody in another compound',
      path: `/api/v1/resident/residents/${RESIDENTS.neighbour}/passes`,
      gets: ['a resident of elsewhere'],
    },
  ],
  'resident DELETE /api/v1/resident/residents/:residentId/passes/:passId': [
    {
      what: 'the removal of a device of the father',
      path: ({ father }) =>
        `/api/v1/resident/residents/${RESIDENTS.father}/passes/${father.pass.passId}`,
      body: () => ({ reason: 'lost_device' }),
      gets: ['a resident'],
    },
    {
      what: 'the removal of a device in another compound',
      path: ({ neighbour }) =>
        `/api/v1/resident/residents/${RESIDENTS.neighbour}/passes/${neighbour.pass.passId}`,
      body: () => ({ reason: 'lost_device' }),
      gets: ['a resident of elsewhere'],
    },
  ],
  ...PLACE_ROUTES,
  ...DESK_ROUTES,
  ...MATTER_ROUTES,
  ...RESIDENT_ROUTES,
  ...ROSTER_ROUTES,
  ...VISITOR_ROUTES,
  ...WHISTLE_ROUTES,
  ...EMERGENCY_ROUTES,
  'guard POST /api/v1/guard/enrolments': [
    {
      what: 'an enrolment with a wrong code',
      path: '/api/v1/guard/enrolments',
      body: () => newGatePhone().enrolmentRequest('00000000'),
      gets: 'everybody',
      status: 401,
    },
  ],
  'guard GET /api/v1/gates/:gateId/state': [
    {
      what: 'the state of a gate',
      path: `/api/v1/gates/${GATES.east}/state`,
      gets: ANY_EAST_DEVICE,
    },
    {
      what: 'the state of a gate elsewhere',
      path: `/api/v1/gates/${GATES.elsewhere}/state`,
      gets: ['a device of elsewhere'],
    },
  ],
  'guard POST /api/v1/gates/:gateId/shifts': [
    {
      what: 'a shift',
      path: `/api/v1/gates/${GATES.east}/shifts`,
      body: () => ({}),
      gets: ['the device and a guard'],
    },
    {
      what: 'a shift elsewhere',
      path: `/api/v1/gates/${GATES.elsewhere}/shifts`,
      body: () => ({}),
      gets: [],
    },
  ],
  'guard POST /api/v1/gates/:gateId/shifts/:shiftId/end': [
    {
      what: 'the end of a shift',
      path: ({ shiftId }) => `/api/v1/gates/${GATES.east}/shifts/${shiftId}/end`,
      body: () => ({}),
      gets: ANY_EAST_DEVICE,
    },
  ],
  'guard PUT /api/v1/gates/:gateId/shifts/:shiftId/relief': [
    {
      what: 'the report of a relief at another gate',
      path: ({ shiftId }) => `/api/v1/gates/gat_1_9/shifts/${shiftId}/relief`,
      body: ({ house, shiftId }) => ({
        after: shiftId,
        staffId: STAFF.guard,
        guardName: '胡**',
        // After the un-enrolment: of before, it would be looked at.
        startedAt: house.clock(),
        claim: 'A'.repeat(43),
      }),
      gets: [],
    },
  ],
  'guard PUT /api/v1/guard/shift-pin': [
    {
      what: 'a PIN of their own',
      path: '/api/v1/guard/shift-pin',
      body: () => ({ pin: '804213' }),
      gets: [
        'a guard',
        'a guard of elsewhere',
        'the device and a guard',
        'the device and a guard of elsewhere',
        'an un-enrolled device and a guard',
      ],
    },
  ],
  'guard GET /api/v1/gates/:gateId/shifts/:shiftId/holders': [
    {
      what: 'the names of a shift',
      path: ({ shiftId }) => `/api/v1/gates/${GATES.east}/shifts/${shiftId}/holders`,
      gets: ANY_EAST_DEVICE,
    },
  ],
  'guard POST /api/v1/gates/:gateId/shifts/:shiftId/house-pins': [
    {
      what: 'a PIN said with a house number',
      path: ({ shiftId }) => `/api/v1/gates/${GATES.east}/shifts/${shiftId}/house-pins`,
      body: () => ({ house: '9-9-999', pin: '804213' }),
      gets: ANY_EAST_DEVICE,
    },
  ],
  'guard POST /api/v1/gates/:gateId/scans': [
    {
      what: 'a record of scans',
      path: `/api/v1/gates/${GATES.east}/scans`,
      body: scanBody,
      gets: [...ANY_EAST_DEVICE, ...UNENROLLED],
    },
  ],
  'guard POST /api/v1/gates/:gateId/openings': [
    {
      what: 'a record of openings',
      path: `/api/v1/gates/${GATES.east}/openings`,
      // As with scans: before the un-enrolment.
      body: ({ house }) => ({
        openings: [{ boot: 1, seq: 1, class: 'courier', openedAt: house.clock() - 120_000 }],
      }),
      gets: [...ANY_EAST_DEVICE, ...UNENROLLED],
    },
  ],
  'guard POST /api/v1/gates/:gateId/decisions': [
    {
      what: 'a decision',
      path: `/api/v1/gates/${GATES.east}/decisions`,
      body: ({ house, father }) => ({
        boot: 1,
        seq: 1,
        code: father.showAt(house.clock()),
        direction: 'in',
      }),
      gets: ANY_EAST_DEVICE,
    },
  ],
};
