import { FIRST_DESK_CALENDAR } from '../../shared/desk/desk-calendar.ts';
import { FIRST_REQUEST_TYPES } from '../../shared/desk/request-types.ts';
import { RESIDENTS } from '../support/street.ts';
import type { Scene } from './permission-presenters.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const RUNS_DESK = ['a manager', 'the device and a manager', 'a community worker'];
const WORKS = [...RUNS_DESK, 'a grid worker'];
const ELSEWHERE = ['a manager of elsewhere', 'a community worker'];

const own = `/api/v1/resident/residents/${RESIDENTS.father}`;
const ofNeighbour = `/api/v1/resident/residents/${RESIDENTS.neighbour}`;
const compound = '/api/v1/manager/compounds/cmp_1';
const elsewhere = '/api/v1/manager/compounds/cmp_2';
const nothing = '/api/v1/manager/requests/req_1_0000000000000099';
const theirs = ({ requestId }: Scene) => `/api/v1/manager/requests/${requestId}`;
const ownRequest = ({ requestId }: Scene) => `/api/v1/resident/requests/${requestId}`;

const AFTER = Buffer.from('open#claimed#').toString('base64url');
const settings = { types: FIRST_REQUEST_TYPES, calendar: FIRST_DESK_CALENDAR, version: 7 };
const plan = { name: '维修', members: [], typeIds: ['repair'], areas: [], hours: [], cap: 9 };
const noTeam = '/api/v1/manager/teams/tea_1_0000000000000099';

let keys = 0;
const asked = () => ({
  key: String(++keys).padStart(16, '0'),
  typeId: 'errands',
  text: '取一个快递',
  details: {},
  photos: [],
});

/** Who gets what at the service desk. */
export const DESK_ROUTES: Record<RouteName, readonly Asked[]> = {
  'resident GET /api/v1/resident/residents/:residentId/request-types': [
    { what: 'what is offered', path: `${own}/request-types`, gets: ['a resident'] },
    {
      what: 'what is offered elsewhere',
      path: `${ofNeighbour}/request-types`,
      gets: ['a resident of elsewhere'],
    },
  ],
  'resident POST /api/v1/resident/residents/:residentId/requests': [
    { what: 'a request', path: `${own}/requests`, body: asked, gets: ['a resident'] },
    {
      what: 'a request elsewhere',
      path: `${ofNeighbour}/requests`,
      body: asked,
      gets: ['a resident of elsewhere'],
    },
  ],
  'resident GET /api/v1/resident/residents/:residentId/requests': [
    { what: 'their requests', path: `${own}/requests`, gets: ['a resident'] },
  ],
  'resident GET /api/v1/resident/requests/:requestId': [
    { what: 'their request', path: ownRequest, gets: ['a resident'] },
  ],
  'resident POST /api/v1/resident/requests/:requestId/steps': [
    {
      what: 'a word added to their request',
      path: (scene) => `${ownRequest(scene)}/steps`,
      body: () => ({ step: 'note', note: '放门口' }),
      gets: ['a resident'],
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/requests': [
    { what: 'the board', path: `${compound}/requests`, gets: RUNS_DESK },
    { what: 'the board elsewhere', path: `${elsewhere}/requests`, gets: ELSEWHERE },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/requests/in/:requestState': [
    { what: 'what is new', path: `${compound}/requests/in/new`, gets: RUNS_DESK },
    { what: 'what is new elsewhere', path: `${elsewhere}/requests/in/new`, gets: ELSEWHERE },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/requests/after/:boardCursor': [
    { what: 'the next page', path: `${compound}/requests/after/${AFTER}`, gets: RUNS_DESK },
    { what: 'a page elsewhere', path: `${elsewhere}/requests/after/${AFTER}`, gets: ELSEWHERE },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/desk-settings': [
    { what: 'how the desk works', path: `${compound}/desk-settings`, gets: WORKS },
    { what: 'how it works elsewhere', path: `${elsewhere}/desk-settings`, gets: ELSEWHERE },
  ],
  'manager PUT /api/v1/manager/compounds/:compoundId/desk-settings': [
    {
      what: 'settings as nobody has seen them',
      path: `${compound}/desk-settings`,
      body: () => settings,
      gets: RUNS_DESK,
      status: 409,
    },
    {
      what: 'settings of elsewhere as nobody has seen them',
      path: `${elsewhere}/desk-settings`,
      body: () => settings,
      gets: ELSEWHERE,
      status: 409,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/teams': [
    { what: 'the teams', path: `${compound}/teams`, gets: WORKS },
    { what: 'the teams elsewhere', path: `${elsewhere}/teams`, gets: ELSEWHERE },
  ],
  'manager POST /api/v1/manager/compounds/:compoundId/teams': [
    { what: 'a team', path: `${compound}/teams`, body: () => plan, gets: RUNS_DESK },
    { what: 'a team elsewhere', path: `${elsewhere}/teams`, body: () => plan, gets: ELSEWHERE },
  ],
  'manager PUT /api/v1/manager/teams/:teamId': [
    {
      what: 'a change of a team that is none',
      path: noTeam,
      body: () => ({ plan, version: 1 }),
      gets: RUNS_DESK,
      status: 404,
    },
  ],
  'manager DELETE /api/v1/manager/teams/:teamId': [
    { what: 'the end of a team that is none', path: noTeam, gets: RUNS_DESK, status: 404 },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/requests/open-to-me': [
    { what: 'what waits for them', path: `${compound}/requests/open-to-me`, gets: WORKS },
    { what: 'what waits elsewhere', path: `${elsewhere}/requests/open-to-me`, gets: ELSEWHERE },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/requests/mine': [
    { what: 'their tasks', path: `${compound}/requests/mine`, gets: WORKS },
    { what: 'their tasks elsewhere', path: `${elsewhere}/requests/mine`, gets: ELSEWHERE },
  ],
  'manager GET /api/v1/manager/requests/:requestId': [
    { what: 'a request', path: theirs, gets: WORKS },
  ],
  'manager GET /api/v1/manager/requests/:requestId/phone': [
    {
      what: 'the number of whoever asked',
      path: (scene) => `${theirs(scene)}/phone`,
      gets: RUNS_DESK,
    },
  ],
  'manager POST /api/v1/manager/compounds/:compoundId/requests': [
    {
      what: 'a request written down for somebody',
      path: `${compound}/requests`,
      body: () => ({ ...asked(), residentId: RESIDENTS.father, heardBy: 'phone' }),
      gets: WORKS,
    },
    {
      what: 'a request about what is everybody’s',
      path: `${compound}/requests`,
      body: () => ({ ...asked(), heardBy: 'visit' }),
      gets: RUNS_DESK,
    },
  ],
  'manager POST /api/v1/manager/requests/:requestId/claim': [
    { what: 'a request that is none', path: `${nothing}/claim`, gets: WORKS, status: 404 },
  ],
  'manager POST /api/v1/manager/requests/:requestId/work': [
    {
      what: 'a word added to a request by the desk',
      path: (scene) => `${theirs(scene)}/work`,
      body: () => ({ key: asked().key, what: { step: 'note', note: '已联系' } }),
      gets: RUNS_DESK,
    },
    {
      what: 'a start of a request that is none',
      path: `${nothing}/work`,
      body: () => ({ key: asked().key, what: { step: 'start' } }),
      gets: WORKS,
      status: 404,
    },
  ],
  'manager POST /api/v1/manager/requests/:requestId/assignment': [
    {
      what: 'a request given to nobody',
      path: (scene) => `${theirs(scene)}/assignment`,
      body: () => ({ to: 'stf_00000000000000zz' }),
      gets: RUNS_DESK,
      status: 400,
    },
  ],
  'manager PUT /api/v1/manager/requests/:requestId/hotline-number': [
    {
      what: 'a number of the hotline for a request as nobody has seen it',
      path: (scene) => `${theirs(scene)}/hotline-number`,
      body: () => ({ hotlineNumber: 'HZ2611180042', version: 99 }),
      gets: RUNS_DESK,
      status: 409,
    },
  ],
  'manager POST /api/v1/manager/requests/:requestId/closing': [
    {
      what: 'a word added to a request',
      path: (scene) => `${theirs(scene)}/closing`,
      body: () => ({ step: 'note', note: '已联系' }),
      gets: RUNS_DESK,
    },
  ],
};
