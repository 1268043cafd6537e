import { onScopeDispose, readonly, shallowRef, watch } from 'vue';
import { readNotice } from '../../../shared/messages/sign-in.ts';
import { type ApiFailure, type FailureCode, isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { api } from '../app/api.ts';
import { emptyLostPhone } from '../app/sign-out.ts';
import { askForPass } from './issue-pass.ts';
import { changeWallet, loadWallet, wallet } from './kept-wallet.ts';
import { isCheckDueWhenShown, renewalDelay } from './pass-renewal.ts';
import { currentPass, type WalletPass, withPass } from './wallet.ts';

/** What a browser's timer can hold; a longer wait is looked at again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The pass as a refusal tells how it stands; undefined where the refusal is about something else. */
function passAfter(
  { suspendedUntilMs: _, ...pass }: WalletPass,
  { code, until }: ApiFailure,
): WalletPass | undefined {
  if (code === 'pass_revoked') return { ...pass, state: 'withdrawn' };
  if (code !== 'pass_suspended') return undefined;
  return {
    ...pass,
    state: 'suspended',
    ...(until === undefined ? {} : { suspendedUntilMs: until }),
  };
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

/** When this page last asked: one that is opened and closed in turn asks no oftener for it. */
let askedMs = 0;

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
    if (renewed.code === 'device_lost') await emptyLostPhone();
    const told = passAfter(pass, renewed);
    if (told !== undefined) await changeWallet((before) => withPass(before, told));
    return renewed;
  };

  /** Asks the server now. Asked twice at once, it asks once. */
  const checkNow = (): Promise<ApiFailure | undefined> => {
    const pass = currentPass(wallet.value);
    if (pass === undefined) return Promise.resolve(undefined);
    clearTimeout(timer);
    askedMs = serverClock.now();
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
      suspendedUntilMs: pass.suspendedUntilMs,
      failures,
      random: Math.random(),
    });
    timer = setTimeout(
      delay > LONGEST_TIMER_MS ? schedule : checkNow,
      Math.min(delay, LONGEST_TIMER_MS),
    );
  };

  /** Somebody has just taken the phone out: what the gate will say is asked before the gate does. */
  const checkShown = () => {
    const pass = currentPass(wallet.value);
    const due =
      pass !== undefined &&
      pass.state !== 'withdrawn' &&
      isCheckDueWhenShown({ nowMs: serverClock.now(), confirmedMs: pass.confirmedMs, askedMs });
    if (due && !document.hidden && !needsSignIn(failure.value)) {
      void checkNow();
    } else {
      learnTime();
      schedule();
    }
  };

  const back = async () => {
    if (document.hidden) {
      clearTimeout(timer);
      return;
    }
    await loadWallet();
    checkShown();
  };
  const online = () => {
    failures = 0;
    learnTime();
    schedule();
  };

  document.addEventListener('visibilitychange', back);
  window.addEventListener('online', online);
  watch(() => wallet.value.current, schedule);
  checkShown();
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', back);
    window.removeEventListener('online', online);
  });

  return { failure: readonly(failure), checkNow };
}
