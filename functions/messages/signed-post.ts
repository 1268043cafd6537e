import { createHmac } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';

/** A provider that is silent is a fault, said while somebody still waits. */
const LONGEST_ANSWER_MS = 5_000;

/** A licensed provider, and what it knows us by. */
export type SignedSender = {
  readonly url: string;
  readonly keyId: string;
  /** Shared with the provider. */
  readonly key: string;
  readonly clock: Clock;
};

/** One POST, signed with the time (docs/deploy.md says how); anything but 2xx is a fault. */
export async function postSigned(
  { url, keyId, key, clock }: SignedSender,
  content: Readonly<Record<string, unknown>>,
): Promise<void> {
  const body = JSON.stringify(content);
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
}
