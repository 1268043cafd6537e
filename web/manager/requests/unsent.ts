import { computed, shallowRef } from 'vue';
import * as z from 'zod';
import { RequestId } from '../../../shared/ids.ts';
import { StaffStep, workOnRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { networkGone } from '../../kit/network.ts';
import { onThisPhone } from '../../kit/remembered.ts';
import { api, session, signedInAs } from '../app/session.ts';
import { requestChanged } from './fresh.ts';

/** A step that was taken without a network: it goes with its own key, so that sent twice it is one. */
const Unsent = z.object({
  staffId: z.string(),
  requestId: RequestId,
  key: z.string(),
  what: StaffStep,
  at: z.number(),
  /** What it is about, for the list of what waits. */
  about: z.string(),
  /** Why the server does not take it. */
  refused: z.object({ zh: z.string(), en: z.string() }).optional(),
});
export type Unsent = z.infer<typeof Unsent>;

const REMEMBERED_AS = 'xq-manager-unsent';

function recalled(): Unsent[] {
  try {
    return z.array(Unsent).parse(JSON.parse(onThisPhone.get(REMEMBERED_AS) ?? '[]'));
  } catch {
    return [];
  }
}

const all = shallowRef<readonly Unsent[]>(recalled());
// Another window of the same browser has sent some of it, or has more.
window.addEventListener('storage', ({ key }) => {
  if (key === REMEMBERED_AS) all.value = recalled();
});

function change(by: (before: readonly Unsent[]) => readonly Unsent[]): void {
  // What other windows wrote meanwhile stays.
  const stored = onThisPhone.get(REMEMBERED_AS);
  all.value = by(stored === undefined ? all.value : recalled());
  onThisPhone.set(REMEMBERED_AS, JSON.stringify(all.value));
}

/** What whoever is signed in has not sent yet, the oldest first. */
export const unsent = computed(() =>
  all.value.filter(({ staffId }) => staffId === signedInAs.value?.staffId),
);
export const unsentOf = (requestId: RequestId): readonly Unsent[] =>
  unsent.value.filter((one) => one.requestId === requestId && one.refused === undefined);

export function keepUnsent(entry: Omit<Unsent, 'staffId' | 'at'>): void {
  const staffId = signedInAs.value?.staffId ?? '';
  change((before) => [...before, { ...entry, staffId, at: Date.now() }]);
}

export const dropUnsent = (key: string): void =>
  change((before) => before.filter((one) => one.key !== key));

/** The network did not carry it, or nobody is signed in: it is neither taken nor refused. */
export const notReached = ({ code, requestId }: ApiFailure): boolean =>
  code === 'offline' ||
  (code === 'fault' && requestId === undefined) ||
  code === 'not_signed_in' ||
  code === 'session_expired' ||
  code === 'session_reused';

let sending = false;

/** Sends what waits, one after another in the order in which it was done. */
export async function sendUnsent(): Promise<void> {
  if (sending || networkGone.value || session.value === 'ended') return;
  sending = true;
  try {
    for (const { requestId, key, what } of unsent.value) {
      if (unsent.value.find((one) => one.key === key)?.refused !== undefined) continue;
      const answer = await api.call(workOnRequest, { params: { requestId }, body: { key, what } });
      if (!isApiFailure(answer)) {
        dropUnsent(key);
        requestChanged(answer);
        continue;
      }
      if (notReached(answer)) return;
      const { zh, en } = answer.words.says;
      change((before) =>
        before.map((one) => (one.key === key ? { ...one, refused: { zh, en } } : one)),
      );
      requestChanged();
    }
  } finally {
    sending = false;
  }
}
