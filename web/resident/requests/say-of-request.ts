import { shallowRef } from 'vue';
import type { OwnRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import type { KeptPhoto } from './kept-requests.ts';
import { dropStep, keepStep, type SaidOfRequest, stepsOf } from './kept-steps.ts';
import { sendStep } from './send-steps.ts';
import { passesByItself, sendLater, sendWaiting } from './send-waiting.ts';
import { newSubmissionKey } from './submission-key.ts';

/** By their keys: what a form is sending, which shows it itself. */
export const beingSaid = shallowRef<ReadonlySet<string>>(new Set());

/**
 * Says something of a request: now, or as soon as there is network.
 * @returns why the server does not take it; nothing where it is taken, or waits on the phone
 */
export async function sayOfRequest(
  { requestId, residentId }: Pick<OwnRequest, 'requestId' | 'residentId'>,
  what: SaidOfRequest,
  photos: readonly KeptPhoto[] = [],
): Promise<ApiFailure | undefined> {
  const comesAfter = stepsOf(requestId).some(({ refused }) => refused === undefined);
  const key = newSubmissionKey();
  // Said in the same moment, the one that was said first goes first.
  const lastAt = stepsOf(requestId).at(-1)?.at ?? 0;
  const at = Math.max(serverClock.now(), lastAt + 1);
  const entry = { key, requestId, residentId, what, photos: [...photos], at };
  if (comesAfter) {
    await keepStep(entry);
    void sendWaiting();
    return undefined;
  }
  beingSaid.value = new Set([...beingSaid.value, key]);
  await keepStep(entry);
  const outcome = await sendStep(entry).finally(() => {
    beingSaid.value = new Set([...beingSaid.value].filter((one) => one !== key));
  });
  if (!isApiFailure(outcome)) return undefined;
  if (passesByItself(outcome)) {
    sendLater();
    return undefined;
  }
  // Whoever wrote it is still here, and has the words before them.
  await dropStep(key);
  return outcome;
}
