import type { Asked, RouteName } from './permission-routes.ts';

const BASE = '/api/v1/manager/rosters';
/** A roster that is not there: whoever may ask hears so, and nobody else anything. */
const NOBODYS = `${BASE}/imports/imp_1_0000000000000009`;
const ELSEWHERES = `${BASE}/imports/imp_2_0000000000000009`;
const HERE = ['a manager', 'the device and a manager'];
const THERE = ['a manager of elsewhere'];

const ofImport = (what: string, path: string, body?: Asked['body']): Asked[] => [
  {
    what,
    path: `${NOBODYS}${path}`,
    ...(body === undefined ? {} : { body }),
    gets: HERE,
    status: 404,
  },
  {
    what: `${what} elsewhere`,
    path: `${ELSEWHERES}${path}`,
    ...(body === undefined ? {} : { body }),
    gets: THERE,
    status: 404,
  },
];

const ofCompound = (what: string, path: string, more: Partial<Asked> = {}): Asked[] => [
  { what, path: `${BASE}/compounds/cmp_1${path}`, gets: HERE, ...more },
  { what: `${what} elsewhere`, path: `${BASE}/compounds/cmp_2${path}`, gets: THERE, ...more },
];

export const ROSTER_ROUTES: Record<RouteName, readonly Asked[]> = {
  // No file comes along, and whoever may send one hears that.
  [`roster POST ${BASE}/compounds/:compoundId/imports`]: ofCompound('a roster', '/imports', {
    body: () => ({}),
    status: 400,
  }),
  [`roster GET ${BASE}/compounds/:compoundId/imports`]: ofCompound('the rosters', '/imports'),
  [`roster GET ${BASE}/imports/:importId`]: ofImport('what a roster says', ''),
  [`roster GET ${BASE}/imports/:importId/errors/:page`]: ofImport('its errors', '/errors/0'),
  [`roster GET ${BASE}/imports/:importId/duplicates/:page`]: ofImport(
    'who may be there already',
    '/duplicates/0',
  ),
  [`roster POST ${BASE}/imports/:importId/confirmation`]: ofImport(
    'a confirmation',
    '/confirmation',
    () => ({ rows: 1, choices: [] }),
  ),
  [`roster POST ${BASE}/imports/:importId/withdrawal`]: ofImport(
    'a withdrawal',
    '/withdrawal',
    () => ({ rows: 1 }),
  ),
  [`roster POST ${BASE}/compounds/:compoundId/ledger`]: ofCompound('the ledger', '/ledger', {
    body: () => ({ purpose: 'export' }),
  }).map((asked) => ({ ...asked, gets: [...asked.gets, 'a community worker'] })),
};
