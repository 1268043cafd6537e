import { ref } from 'vue';
import * as z from 'zod';
import { managerSignIn, type StaffAccount } from '../../../shared/messages/sign-in.ts';
import { createApi } from '../../kit/api.ts';
import { type ApiFailure, type FailureCode, isApiFailure } from '../../kit/api-failure.ts';
import { noteReached } from '../../kit/network.ts';
import { onThisPhone } from '../../kit/remembered.ts';
import { forgetTyped } from './forget-typed.ts';
import { forgetAnswers } from './kept-answers.ts';

/**
 * - `unknown`: nobody has answered yet.
 * - `ended`: the server knows this browser no more; what is open stays open beneath the sign-in.
 */
export const session = ref<'unknown' | 'running' | 'ended'>('unknown');

const ENDED: readonly FailureCode[] = ['not_signed_in', 'session_expired', 'session_reused'];

export const api = createApi({
  onReached: noteReached,
  onRefused: ({ code }) => {
    if (!ENDED.includes(code)) return;
    session.value = 'ended';
    forgetAnswers();
  },
  renewSession: managerSignIn.renewSession,
  // It asks every minute for what seldom changes.
  keepsAnswers: true,
});

const REMEMBERED_AS = 'xq-manager';
const Kept = z.object({ staffId: z.string(), maskedName: z.string() });
export type SignedIn = z.infer<typeof Kept>;

function recalled(): SignedIn | undefined {
  try {
    return Kept.parse(JSON.parse(onThisPhone.get(REMEMBERED_AS) ?? ''));
  } catch {
    return undefined;
  }
}

/** Who signed in last in this browser, as far as the page may say. */
export const signedInAs = ref(recalled());

/** Somebody else's console is opened anew: nothing of the one before stays on the screen. */
export function beginSession({ staffId, maskedName }: StaffAccount): void {
  const before = signedInAs.value;
  onThisPhone.set(REMEMBERED_AS, JSON.stringify({ staffId, maskedName }));
  if (before !== undefined && before.staffId !== staffId) {
    forgetAnswers();
    window.location.assign('/manager/');
    return;
  }
  signedInAs.value = { staffId, maskedName };
  session.value = 'running';
}

/**
 * Nobody is told that they are signed out while the server still takes this browser for theirs.
 * @param forget takes away what they did and have not sent
 */
export async function signOut(forget: () => void | Promise<void>): Promise<true | ApiFailure> {
  const answer = await api.call(managerSignIn.signOut);
  if (isApiFailure(answer) && !ENDED.includes(answer.code)) return answer;
  await forget();
  forgetTyped();
  onThisPhone.remove(REMEMBERED_AS);
  forgetAnswers();
  window.location.assign('/manager/');
  return true;
}
