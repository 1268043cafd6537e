import type { Asked, RouteName } from './permission-routes.ts';

const ANY_RESIDENT = ['a resident', 'a resident of elsewhere', 'a resident whose number waits'];
const ANY_STAFF = [
  'a manager',
  'a manager of elsewhere',
  'a community worker',
  'a grid worker',
  'the device and a manager',
];
const BROWSER = 'https://fcm.googleapis.com/fcm/send/1';
const RUNS_DESK = ['a manager', 'a community worker', 'the device and a manager'];

const wants = { sms: true, call: true, wechat: true };
const settings = () => ({
  kinds: { request: wants, announcement: wants, account: wants },
  quiet: { from: 1_320, to: 420 },
});

/** The inbox of whoever asks, on either page. */
const ofInbox = (
  app: 'resident' | 'manager',
  gets: readonly string[],
): Record<RouteName, readonly Asked[]> => {
  const base = `/api/v1/${app}`;
  const asked = (what: string, path: string, body?: () => unknown): readonly Asked[] => [
    { what, path: `${base}${path}`, gets, ...(body === undefined ? {} : { body }) },
  ];
  return {
    [`${app} GET ${base}/inbox`]: asked('their own messages', '/inbox'),
    [`${app} POST ${base}/inbox/older`]: asked('their own older messages', '/inbox/older', () => ({
      before: `msg_2078625600000_${'0'.repeat(20)}`,
    })),
    [`${app} POST ${base}/inbox/read`]: asked('a mark on their own', '/inbox/read', () => ({
      upTo: 1,
    })),
    [`${app} GET ${base}/notification-settings`]: asked(
      'their own settings',
      '/notification-settings',
    ),
    [`${app} GET ${base}/wechat`]: asked('whether WeChat is bound', '/wechat'),
    [`${app} POST ${base}/wechat/askings`]: asked('to bind their WeChat', '/wechat/askings'),
    [`${app} PUT ${base}/wechat`]: [
      {
        what: 'that this asking is over',
        path: `${base}/wechat`,
        body: () => ({ code: 'local-jia', state: '0a'.repeat(16) }),
        gets,
        status: 410,
      },
    ],
    [`${app} DELETE ${base}/wechat`]: asked('their WeChat unbound', '/wechat'),
    [`${app} PUT ${base}/notification-settings`]: asked(
      'a change of their own settings',
      '/notification-settings',
      settings,
    ),
  };
};

/** What people are told, and what could not be delivered. */
export const NOTIFICATION_ROUTES: Record<RouteName, readonly Asked[]> = {
  ...ofInbox('resident', ANY_RESIDENT),
  ...ofInbox('manager', ANY_STAFF),
  'resident GET /api/v1/resident/wechat/return': [
    {
      what: 'the way back from WeChat',
      path: '/api/v1/resident/wechat/return',
      gets: 'everybody',
      status: 303,
    },
  ],
  'resident GET /api/v1/resident/push-key': [
    { what: 'the key of pushes', path: '/api/v1/resident/push-key', gets: ANY_RESIDENT },
  ],
  'resident PUT /api/v1/resident/push-subscriptions': [
    {
      what: 'their own browser told',
      path: '/api/v1/resident/push-subscriptions',
      body: () => ({ endpoint: BROWSER, p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) }),
      gets: ANY_RESIDENT,
    },
  ],
  'resident POST /api/v1/resident/push-subscriptions/ends': [
    {
      what: 'their own browser told no more',
      path: '/api/v1/resident/push-subscriptions/ends',
      body: () => ({ endpoint: BROWSER }),
      gets: ANY_RESIDENT,
    },
  ],
  'manager GET /api/v1/manager/compounds/:compoundId/undelivered': [
    {
      what: 'what could not be delivered',
      path: '/api/v1/manager/compounds/cmp_1/undelivered',
      gets: RUNS_DESK,
    },
    {
      what: 'what could not be delivered elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/undelivered',
      gets: ['a manager of elsewhere', 'a community worker'],
    },
  ],
  'manager POST /api/v1/manager/compounds/:compoundId/undelivered/retries': [
    {
      what: 'another try',
      path: '/api/v1/manager/compounds/cmp_1/undelivered/retries',
      body: () => ({ ids: ['none'] }),
      gets: RUNS_DESK,
    },
    {
      what: 'another try elsewhere',
      path: '/api/v1/manager/compounds/cmp_2/undelivered/retries',
      body: () => ({ ids: ['none'] }),
      gets: ['a manager of elsewhere', 'a community worker'],
    },
  ],
};
