import { buildPushPayload } from '@block65/webcrypto-web-push';
import type { PushBody } from '../../shared/messages/push.ts';
import { isPushAddress } from '../../shared/notifications/push-hosts.ts';
import type { PushMessages } from './message.ts';
import type { PushKey } from './push-key.ts';

/** Whoever is silent is asked again by the next try. */
const LONGEST_ANSWER_MS = 5_000;
/** A phone that was off for longer finds it in the inbox alone. */
const KEPT_S = 24 * 60 * 60;

const GONE = [404, 410];

export type PushOptions = {
  readonly key: PushKey;
  /** Where our pages are: whom a push service may turn to. */
  readonly origin: string;
  readonly fetch?: typeof globalThis.fetch;
};

/** Web Push (RFC 8030, 8291, 8292): encrypted for the browser alone. */
export function createPushMessages({ key, origin, fetch = globalThis.fetch }: PushOptions) {
  const vapid = { ...key, subject: origin };
  const push: PushMessages = {
    send: async ({ endpoint, p256dh, auth }, body: PushBody) => {
      if (!isPushAddress(endpoint)) return 'gone';
      const subscription = { endpoint, expirationTime: null, keys: { p256dh, auth } };
      const options = { ttl: KEPT_S, topic: body.tag };
      const { headers, body: sealed } = await buildPushPayload(
        { data: JSON.stringify(body), options },
        subscription,
        vapid,
      );
      const answer = await fetch(endpoint, {
        method: 'POST',
        redirect: 'error',
        headers,
        body: sealed,
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
      await answer.body?.cancel();
      if (GONE.includes(answer.status)) return 'gone';
      if (!answer.ok) throw new Error(`the push service answered ${answer.status}`);
      return 'sent';
    },
  };
  return push;
}
