import * as z from 'zod';
import { isPushAddress } from '../notifications/push-hosts.ts';
import { endpoint } from './endpoint.ts';
import { NotificationLink } from './notifications.ts';

const LONGEST_ADDRESS = 1_000;
const Address = z.string().max(LONGEST_ADDRESS).refine(isPushAddress);

/** Where a browser lets itself be told something, and the keys that only it can open. */
export const PushSubscription = z.strictObject({
  endpoint: Address,
  /** A point on P-256, 65 bytes. */
  p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
  /** 16 bytes. */
  auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** What a browser's service worker is told: no name, number or house. */
export const PushBody = z.object({
  says: z.object({ zh: z.string(), en: z.string() }),
  link: NotificationLink.optional(),
  /** The same thing told again takes the place of the first. */
  tag: z.string(),
});
export type PushBody = z.infer<typeof PushBody>;

const BASE = '/api/v1/resident';

/** By which key a browser knows who may push to it. */
export const readPushKey = endpoint({
  method: 'GET',
  path: `${BASE}/push-key`,
  answer: z.object({ key: z.string() }),
});
export const subscribePush = endpoint({
  method: 'PUT',
  path: `${BASE}/push-subscriptions`,
  body: PushSubscription,
});
/** Whether or not it stood there. */
export const unsubscribePush = endpoint({
  method: 'POST',
  path: `${BASE}/push-subscriptions/ends`,
  body: z.strictObject({ endpoint: Address }),
});
