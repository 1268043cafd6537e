import { onScopeDispose, readonly, shallowRef, watch } from 'vue';
import { readNotice } from '../../../shared/messages/sign-in.ts';
import { type ApiFailure, type FailureCode, isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { api } from '../app/api.ts';
import { askForPass } from './issue-pass.ts';
import { changeWallet, loadWallet, wallet } from './kept-wallet.ts';
import { renewalDelay } from './pass-renewal.ts';
import { currentPass, type WalletPass, withPass } from './wallet.ts';

/** What a browser's timer can hold; a longer wait is looked at again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Refusals that tell how the pass itself stands. */
function stateSaidBy(code: FailureCode): WalletPass['state'] | undefined {
  if (code === 'pass_revoked') return 'withdrawn';
  return code === 'pass_suspended' ? 'suspended' : undefined;
}

const SIGNED_OUT: ReadonlySet<FailureCode> = new Set([
  'not_signed_in',
  'session_expired',
  'session_reused',
  'not_permitted',
]);

/** Trying again by itself cannot help: the person behind the pass has to sign in. */
export function needsSignIn(failure: ApiFailure | undefined): boolean {
  return failure !== undefined && SIGNED_OUT.has(failure.code);
}

/** A phone that has slept, or a page that has just opened, asks what time it is: any answer says. */
function learnTime(): void {
  if (serverClock.grade() !== 'synced') void api.call(readNotice);
}

/**
 * Keeps the shown pass renewed while the page is looked at: when it is due, when the page or the
 * network comes back, and when somebody asks.
 */
export function usePassKeeper() {
  const failure = shallowRef<ApiFailure>();
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checking: Promise<ApiFailure | undefined> | undefined;

  const check = async (pass: WalletPass): Promise<ApiFailure | undefined> => {
    const renewed = await askForPass(pass.holder, pass.key);
    if (!isApiFailure(renewed)) {
      failures = 0;
      await changeWallet((before) => withPass(before, renewed));
      return undefined;
    }
    failures += 1;
    const state = stateSaidBy(renewed.code);
    if (state !== undefined) await changeWallet((before) => withPass(before, { ...pass, state }));
    return renewed;
  };

  /** Asks the server now. Asked twice at once, it asks once. */
  const checkNow = (): Promise<ApiFailure | undefined> => {
    const pass = currentPass(wallet.value);
    if (pass === undefined) return Promise.resolve(undefined);
    clearTimeout(timer);
    checking ??= check(pass)
      .then((refused) => {
        failure.value = refused;
        return refused;
      })
      .finally(() => {
        checking = undefined;
        schedule();
      });
    return checking;
  };

  const schedule = () => {
    clearTimeout(timer);
    const pass = currentPass(wallet.value);
    if (pass === undefined || pass.state === 'withdrawn' || document.hidden) return;
    if (needsSignIn(failure.value)) return;
    const delay = renewalDelay({
      nowMs: serverClock.now(),
      renewAfterMs: pass.renewAfterMs,
      expiresMs: pass.expiresMs,
      confirmedMs: pass.confirmedMs,
      failures,
      random: Math.random(),
    });
    timer = setTimeout(
      delay > LONGEST_TIMER_MS ? schedule : checkNow,
      Math.min(delay, LONGEST_TIMER_MS),
    );
  };

  const back = async () => {
    if (document.hidden) {
      clearTimeout(timer);
      return;
    }
    learnTime();
    await loadWallet();
    schedule();
  };
  const online = () => {
    failures = 0;
    learnTime();
    schedule();
  };

  document.addEventListener('visibilitychange', back);
  window.addEventListener('online', online);
  watch(() => wallet.value.current, schedule);
  learnTime();
  schedule();
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', back);
    window.removeEventListener('online', online);
  });

  return { failure: readonly(failure), checkNow };
}
