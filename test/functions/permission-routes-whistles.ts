import type { Scene } from './permission-presenters.ts';
import type { Asked, RouteName } from './permission-routes.ts';

const whistles = ({ requestId }: Scene) => `/api/v1/manager/requests/${requestId}/whistles`;
const READS = ['a manager', 'the device and a manager', 'a community worker'];
/** As it would look; nobody gave it to anybody. */
const link = '1.0123456789abcdef.0.AAAAAAAAAAAAAAAAAAAAAA';

let keys = 0;

/** Who calls departments, and who sees what they say. */
export const WHISTLE_ROUTES: Record<RouteName, readonly Asked[]> = {
  'manager POST /api/v1/manager/requests/:requestId/whistles': [
    {
      what: 'a call on departments',
      path: whistles,
      body: () => ({
        key: String(++keys).padStart(16, '0'),
        asked: '地下室积水，请排水',
        departments: [{ name: '城管执法队', hours: 4 }],
      }),
      gets: ['a community worker'],
    },
  ],
  'manager GET /api/v1/manager/requests/:requestId/whistles': [
    { what: 'who was called', path: whistles, gets: READS },
  ],
  'manager POST /api/v1/manager/whistles/:whistleId/taking-back': [
    {
      what: 'a call taken back that nobody made',
      path: '/api/v1/manager/whistles/whi_1_0000000000000099/taking-back',
      body: () => ({ reason: '水已退' }),
      gets: ['a community worker'],
      status: 404,
    },
  ],
  'resident POST /api/v1/resident/whistle-calls': [
    {
      what: 'nothing by a link that nobody gave them',
      path: '/api/v1/resident/whistle-calls',
      body: () => ({ link }),
      gets: 'everybody',
      status: 404,
    },
  ],
  'resident POST /api/v1/resident/whistle-answers': [
    {
      what: 'no answer by a link that nobody gave them',
      path: '/api/v1/resident/whistle-answers',
      body: () => ({ link, answer: { says: 'arrived' } }),
      gets: 'everybody',
      status: 404,
    },
  ],
};
