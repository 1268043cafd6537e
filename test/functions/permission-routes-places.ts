import { HOUSES } from '../support/street.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const OF_HERE = ['a manager', 'the device and a manager', 'a community worker'];
const OF_ELSEWHERE = ['a manager of elsewhere', 'a community worker'];
const MANAGERS = [...OF_HERE, 'a manager of elsewhere', 'a grid worker'];
const base = '/api/v1/manager';
const route = (method: string, path: string): RouteName => `manager ${method} ${base}${path}`;

/** What also whoever works in a part of the compound sees, as far as that part. */
const seenBy = (...asked: Parameters<typeof ofBoth>): readonly Asked[] =>
  ofBoth(...asked).map((one) =>
    one.gets === OF_HERE ? { ...one, gets: [...OF_HERE, 'a grid worker'] } : one,
  );

/** The same question about the first compound, and about the second. */
const ofBoth = (
  what: string,
  path: string,
  changed: Pick<Asked, 'body' | 'status'> = {},
): Asked[] => [
  { what, path: `${base}${path}`, gets: OF_HERE, ...changed },
  {
    what: `${what} elsewhere`,
    path: `${base}${path.replaceAll('cmp_1', 'cmp_2').replaceAll('_1_', '_2_')}`,
    gets: OF_ELSEWHERE,
    ...changed,
  },
];
const conflicts = (body?: object): Pick<Asked, 'body' | 'status'> => ({
  ...(body === undefined ? {} : { body: () => body }),
  status: 409,
});

/** What the property alone sets. */
const byManagers = (...asked: Parameters<typeof ofBoth>): Asked[] =>
  ofBoth(...asked).map((one) => ({
    ...one,
    gets: one.gets === 'everybody' ? [] : one.gets.filter((who) => who !== 'a community worker'),
  }));

/** Every one a building of their own. */
let buildings = 100;

const listAge = { agedAfterMs: 1, staleAfterMs: 2, beyondAfterMs: 3 };
const dutyOfHere = '/compounds/cmp_1/duty';
const handOversOfHere = '/compounds/cmp_1/hand-overs';
const entrance = '/compounds/:compoundId/single-entrance';
const entranceOfHere = '/compounds/cmp_1/single-entrance';

/** Who sees and who edits places. */
export const PLACE_ROUTES: Record<RouteName, readonly Asked[]> = {
  [route('GET', '/places')]: [
    { what: 'the compounds one sees', path: `${base}/places`, gets: MANAGERS },
  ],
  [route('GET', '/compounds/:compoundId/places')]: seenBy('a compound', '/compounds/cmp_1/places'),
  [route('GET', '/buildings/:buildingId/places')]: seenBy(
    'a building',
    '/buildings/bld_1_3/places',
  ),
  [route('PUT', '/compounds/:compoundId/name')]: ofBoth(
    'a compound’s name',
    '/compounds/cmp_1/name',
    conflicts({ name: '新名', version: 99 }),
  ),
  [route('POST', '/compounds/:compoundId/grids')]: ofBoth('a grid', '/compounds/cmp_1/grids', {
    body: () => ({ name: '新网格' }),
  }),
  [route('PUT', '/grids/:gridId/name')]: ofBoth(
    'a grid’s name',
    '/grids/grd_1_1/name',
    conflicts({ name: '新名', version: 99 }),
  ),
  [route('DELETE', '/grids/:gridId')]: ofBoth(
    'a grid’s removal',
    '/grids/grd_1_1',
    conflicts({ version: 1 }),
  ),
  [route('POST', '/compounds/:compoundId/buildings')]: ofBoth(
    'a building',
    '/compounds/cmp_1/buildings',
    { body: () => ({ number: ++buildings, grid: 1, units: 1, floors: 1, doors: 1 }) },
  ),
  [route('PUT', '/buildings/:buildingId/grid')]: ofBoth(
    'a building’s grid',
    '/buildings/bld_1_3/grid',
    conflicts({ grid: 9, version: 99 }),
  ),
  [route('DELETE', '/buildings/:buildingId')]: ofBoth(
    'a building’s removal',
    '/buildings/bld_1_3',
    conflicts({ version: 1 }),
  ),
  [route('POST', '/buildings/:buildingId/houses')]: ofBoth(
    'a house',
    '/buildings/bld_1_3/houses',
    conflicts({ unit: 2, room: '501' }),
  ),
  [route('DELETE', '/houses/:houseId')]: [
    {
      what: 'a house’s removal',
      path: `${base}/houses/${HOUSES.family}`,
      gets: OF_HERE,
      status: 409,
    },
    {
      what: 'a house’s removal elsewhere',
      path: `${base}/houses/${HOUSES.neighbour}`,
      gets: OF_ELSEWHERE,
      status: 409,
    },
  ],
  [route('GET', '/compounds/:compoundId/dashboard')]: ofBoth(
    'a compound in numbers',
    '/compounds/cmp_1/dashboard',
  ),
  [route('GET', '/street')]: [
    { what: 'a street at a glance', path: `${base}/street`, gets: ['a community worker'] },
  ],
  [route('PUT', '/gates/:gateId/rules')]: byManagers(
    'a gate’s rules',
    '/gates/gat_1_1/rules',
    conflicts({ name: '东门', listAge, version: 99 }),
  ),
  [route('POST', '/compounds/:compoundId/gates')]: byManagers('a gate', '/compounds/cmp_1/gates', {
    body: () => ({ name: '车行门' }),
  }),
  [route('GET', entrance)]: ofBoth('the single entrance', entranceOfHere),
  [route('GET', `${entrance}/preview`)]: ofBoth('whom it touches', `${entranceOfHere}/preview`),
  [route('PUT', entrance)]: ofBoth('the start of a single entrance', entranceOfHere, {
    body: () => ({ mainGate: 'gat_1_1', version: 9 }),
    status: 409,
  }).slice(0, 1),
  [route('DELETE', entrance)]: ofBoth(
    'the end of a single entrance',
    entranceOfHere,
    conflicts({ version: 9 }),
  ),
  [route('GET', '/compounds/:compoundId/duty/:day')]: seenBy(
    'a week of duty',
    `${dutyOfHere}/2035-11-14`,
  ),
  [route('PUT', '/compounds/:compoundId/duty/:day')]: ofBoth(
    'a plan of duty',
    `${dutyOfHere}/2035-11-14`,
    conflicts({ post: 'desk', template: 'two', turns: [], version: 9 }),
  ),
  [route('GET', '/compounds/:compoundId/duty-now')]: seenBy('who is on duty', `${dutyOfHere}-now`),
  [route('POST', '/compounds/:compoundId/hand-overs')]: seenBy('a hand-over', handOversOfHere, {
    body: () => ({ post: 'desk', note: '', open: [] }),
    status: 400,
  }),
  [route('PUT', '/compounds/:compoundId/hand-overs')]: seenBy(
    'a hand-over that is none',
    handOversOfHere,
    conflicts({ post: 'desk', at: 1 }),
  ),
};
