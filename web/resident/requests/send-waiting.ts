import { ref, shallowRef } from 'vue';
import type { RequestId } from '../../../shared/ids.ts';
import { type OwnRequest, submitRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, type FailureCode, isApiFailure } from '../../kit/api-failure.ts';
import { api } from '../app/api.ts';
import { needsSignIn } from '../wallet/pass-keeper.ts';
import {
  dropWaiting,
  keepWaiting,
  loadKept,
  stillWaits,
  type Waiting,
  waiting,
} from './kept-requests.ts';
import { keepStep, loadKeptSteps, stepWaits, waitingSteps } from './kept-steps.ts';
import { putPhotos } from './put-photos.ts';
import { sendStep } from './send-steps.ts';

/** What goes away by itself: the same is sent again later. */
const PASSES: ReadonlySet<FailureCode> = new Set(['offline', 'fault', 'number_waiting']);
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

export const passesByItself = (failure: ApiFailure): boolean =>
  PASSES.has(failure.code) || needsSignIn(failure) || failure.retryAfterSeconds !== undefined;

/** Nothing goes until somebody has signed in again. */
export const sendingNeedsSignIn = ref(false);
/** What this page has just brought through: its page says so once. */
export const submittedNow = shallowRef<RequestId>();
/** The one that is on its way, and which of its photos. */
export const onItsWay = shallowRef<{ readonly key: string; readonly photo?: number }>();

async function send(entry: Waiting): Promise<OwnRequest | ApiFailure> {
  onItsWay.value = { key: entry.key };
  const held = await putPhotos(entry, { waits: stillWaits, keep: keepWaiting }, (photo) => {
    onItsWay.value = { key: entry.key, photo };
  });
  if (isApiFailure(held)) return held;
  onItsWay.value = { key: entry.key };
  const { residentId, key, typeId, text, details, photos } = held;
  const sent = await api.call(submitRequest, {
    params: { residentId },
    body: {
      key,
      typeId,
      text,
      details,
      photos: photos.flatMap(({ photoId }) => photoId ?? []),
    },
  });
  if (!isApiFailure(sent)) await dropWaiting(key);
  return sent;
}

const underWay = new Map<string, Promise<OwnRequest | ApiFailure>>();

/** Asked twice at once, it is sent once. A refusal leaves it where it is. */
export function sendNow(entry: Waiting): Promise<OwnRequest | ApiFailure> {
  const going = underWay.get(entry.key);
  if (going !== undefined) return going;
  const sending = send(entry)
    .then((outcome) => {
      sendingNeedsSignIn.value = isApiFailure(outcome) && needsSignIn(outcome);
      return outcome;
    })
    .finally(() => {
      underWay.delete(entry.key);
      if (onItsWay.value?.key === entry.key) onItsWay.value = undefined;
    });
  underWay.set(entry.key, sending);
  return sending;
}

let pauseMs = FIRST_PAUSE_MS;
let timer: ReturnType<typeof setTimeout> | undefined;
let rounds: Promise<void> | undefined;

/** One of what waits, and what there is to do with it. */
type Due = {
  readonly waits: () => Promise<boolean>;
  readonly send: () => Promise<OwnRequest | ApiFailure>;
  readonly refuse: (refused: NonNullable<Waiting['refused']>) => Promise<void>;
};
const isDue = ({ refused }: Pick<Waiting, 'refused'>): boolean => refused === undefined;
/** What is asked before what is said of it. */
const due = (): Due[] => [
  ...waiting.value.filter(isDue).map((entry) => ({
    waits: () => stillWaits(entry.key),
    send: () => sendNow(entry),
    refuse: (refused: NonNullable<Waiting['refused']>) => keepWaiting({ ...entry, refused }),
  })),
  ...waitingSteps.value.filter(isDue).map((entry) => ({
    waits: () => stepWaits(entry.key),
    send: () => sendStep(entry),
    refuse: (refused: NonNullable<Waiting['refused']>) => keepStep({ ...entry, refused }),
  })),
];

async function round(): Promise<void> {
  await Promise.all([loadKept(), loadKeptSteps()]);
  for (const { waits, send: sendIt, refuse } of due()) {
    if (!(await waits())) continue;
    const outcome = await sendIt();
    sendingNeedsSignIn.value = isApiFailure(outcome) && needsSignIn(outcome);
    if (!isApiFailure(outcome)) {
      pauseMs = FIRST_PAUSE_MS;
      continue;
    }
    // What stands in the way of one stands in the way of all.
    if (passesByItself(outcome)) return;
    if (!(await waits())) continue;
    const { says, next } = outcome.words;
    await refuse({ says, next });
  }
}

export function sendLater(): void {
  clearTimeout(timer);
  if (due().length === 0 || sendingNeedsSignIn.value || document.hidden) return;
  timer = setTimeout(sendWaiting, pauseMs);
  pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
}

/** Sends what waits, one after another; what does not go now goes later. */
export function sendWaiting(): Promise<void> {
  clearTimeout(timer);
  rounds ??= round().finally(() => {
    rounds = undefined;
    sendLater();
  });
  return rounds;
}

function back(): void {
  if (document.hidden) return;
  pauseMs = FIRST_PAUSE_MS;
  void sendWaiting();
}

let keeping = false;
/** From the first code on: whatever waits goes as soon as there is network, on whichever page. */
export function keepSending(): void {
  if (keeping) return;
  keeping = true;
  window.addEventListener('online', back);
  document.addEventListener('visibilitychange', back);
  void sendWaiting();
}
