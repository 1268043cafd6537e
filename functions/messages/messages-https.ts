import { createHmac } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Message, Messages } from './message.ts';

/** A provider that is silent is a fault, said while the resident still waits. */
const LONGEST_ANSWER_MS = 5_000;

export type HttpsMessagesOptions = {
  readonly url: string;
  readonly keyId: string;
  /** Shared with the provider. */
  readonly key: string;
  /** The registered signature that stands before each SMS. */
  readonly signature: string;
  /** The provider's template id for each of ours. */
  readonly templates: Readonly<Record<Message['template'], string>>;
  readonly clock: Clock;
};

/**
 * SMS by a licensed provider, which takes a template and its parameters and never free text. One
 * signed POST a message (docs/deploy.md says what it looks like); anything but 2xx is a fault.
 */
export function createHttpsMessages(options: HttpsMessagesOptions): Messages {
  const { url, keyId, key, signature, templates, clock } = options;
  return {
    send: async (phone, { template, parameters }) => {
      const body = JSON.stringify({
        phone: `+86${phone}`,
        signature,
        template: templates[template],
        parameters: Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [name, String(value)]),
        ),
      });
      const sentAt = String(Math.floor(clock() / 1_000));
      const mac = createHmac('sha256', key).update(`${sentAt}\n${body}`).digest('base64url');
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          'xq-key': keyId,
          'xq-time': sentAt,
          'xq-signature': mac,
        },
        body,
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
      if (!answer.ok) throw new Error(`the sender of messages answered ${answer.status}`);
    },
  };
}
