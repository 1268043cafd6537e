import type { Scene } from './permission-presenters.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const RESIDENTS = ['a resident', 'a resident of elsewhere', 'a resident whose number waits'];
const HERE = ['a manager', 'the device and a manager', 'a community worker'];
const ELSEWHERE = ['a manager of elsewhere', 'a community worker'];
const of = (compound: 1 | 2): string => `/api/v1/manager/compounds/cmp_${compound}`;
const NONE = 'ann_cmp_1_0000000000000009';
const NONE_ELSEWHERE = 'ann_cmp_2_0000000000000009';
const NONE_OF_STREET = 'ann_str_1_0000000000000009';
const HOUR = 3_600_000;

/** Every caller a draft of their own. */
let drafts = 0;
const said = ({ house }: Scene) => ({
  zh: { title: '停水通知', body: '明天上午停水。' },
  urgent: false,
  until: house.clock() + 24 * HOUR,
});
const draft = (scene: Scene) => ({
  ...said(scene),
  key: String(++drafts).padStart(16, '0'),
});
const edit = (scene: Scene) => ({ ...said(scene), version: 1 });
const both = (what: string, path: (compound: 1 | 2) => string, asked: Partial<Asked>): Asked[] => [
  { what, path: path(1), gets: HERE, ...asked },
  { what: `${what} elsewhere`, path: path(2), gets: ELSEWHERE, ...asked },
];
const none = (compound: 1 | 2): string => (compound === 1 ? NONE : NONE_ELSEWHERE);

/** Who gets what of announcements and of the directory of help. */
export const ANNOUNCEMENT_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident GET /api/v1/resident/announcements': [
    { what: 'what concerns their house', path: '/api/v1/resident/announcements', gets: RESIDENTS },
  ],
  'resident PUT /api/v1/resident/announcements/:announcementId/seen': [
    {
      what: 'that one was opened that is not there',
      path: `/api/v1/resident/announcements/${NONE}/seen`,
      gets: RESIDENTS,
      status: 404,
    },
  ],
  'resident GET /api/v1/resident/help-directory': [
    { what: 'whom to call', path: '/api/v1/resident/help-directory', gets: RESIDENTS },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/announcements': both(
    'what shows',
    (compound) => `${of(compound)}/announcements`,
    {},
  ),
  'manager POST /api/v1/manager/compounds/:compoundId/past-announcements': both(
    'what is over',
    (compound) => `${of(compound)}/past-announcements`,
    { body: () => ({}) },
  ),
  'manager POST /api/v1/manager/places/:placeId/announcements': [
    ...both(
      'an announcement',
      (compound) => `/api/v1/manager/places/cmp_${compound}/announcements`,
      { body: draft },
    ),
    {
      what: 'an announcement for a building',
      path: '/api/v1/manager/places/bld_1_3/announcements',
      body: draft,
      gets: HERE,
    },
    {
      what: 'an announcement for a community',
      path: '/api/v1/manager/places/com_1/announcements',
      body: draft,
      gets: ['a community worker'],
    },
  ],
  'manager PUT /api/v1/manager/announcements/:announcementId': both(
    'another version of one that is not there',
    (compound) => `/api/v1/manager/announcements/${none(compound)}`,
    { body: edit, status: 404 },
  ),
  'manager PUT /api/v1/manager/announcements/:announcementId/withdrawal': both(
    'the end of one that is not there',
    (compound) => `/api/v1/manager/announcements/${none(compound)}/withdrawal`,
    { body: () => ({ version: 1 }), status: 404 },
  ),
  'manager GET /api/v1/manager/compounds/:compoundId/announcements/:announcementId/receipts': both(
    'how many opened one of the street that is not there',
    (compound) => `${of(compound)}/announcements/${NONE_OF_STREET}/receipts`,
    { status: 404 },
  ),
  'manager GET /api/v1/manager/compounds/:compoundId/announcements/:announcementId/unseen-care': [
    {
      what: 'which of the homes that they look after have not opened one that is not there',
      path: `${of(1)}/announcements/${NONE}/unseen-care`,
      gets: ['a community worker'],
      status: 404,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/help-directory': both(
    'whom to call',
    (compound) => `${of(compound)}/help-directory`,
    {},
  ),
  'manager PUT /api/v1/manager/compounds/:compoundId/help-directory': [
    {
      what: 'whom to call, as of a version that there is not',
      path: `${of(1)}/help-directory`,
      body: () => ({ entries: [], version: 7 }),
      gets: HERE,
      status: 409,
    },
    {
      what: 'whom to call elsewhere, as of a version that there is not',
      path: `${of(2)}/help-directory`,
      body: () => ({ entries: [], version: 7 }),
      gets: ELSEWHERE,
      status: 409,
    },
  ],
};
