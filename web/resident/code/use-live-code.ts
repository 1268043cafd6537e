import { onScopeDispose, readonly, ref, shallowRef, watch } from 'vue';
import { type CodeWriter, codeWriterOf } from '../../kit/code/slot-code.ts';
import { slotCountdown } from '../../kit/code/slot-countdown.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import type { WalletPass } from '../wallet/wallet.ts';

type ShownCode = { readonly slot: number; readonly text: string };

/** Keeps a code for the current slot while the page is looked at. */
export function useLiveCode(pass: () => WalletPass) {
  const code = shallowRef<ShownCode>();
  const secondsLeft = ref(0);
  /** The slot of the bar and how far it had run when it was set: animation does the rest. */
  const bar = shallowRef({ slot: 0, passedMs: 0 });
  const failed = ref(false);
  let writer: CodeWriter | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = async (slot: number) => {
    const asked = writer;
    if (asked === undefined) return;
    try {
      const text = await asked(slot);
      // A slower answer for an earlier slot or pass is not shown any more.
      if (asked === writer && slot === bar.value.slot) code.value = { slot, text };
    } catch (error) {
      console.error(error);
      failed.value = true;
    }
  };

  const tick = () => {
    clearTimeout(timer);
    const { slot, passedMs, secondsLeft: left, nextChangeMs } = slotCountdown(serverClock.now());
    secondsLeft.value = left;
    if (slot !== bar.value.slot) {
      bar.value = { slot, passedMs };
      void write(slot);
    }
    if (!document.hidden) timer = setTimeout(tick, nextChangeMs);
  };

  watch(
    pass,
    (shown, before) => {
      if (shown.signedPass === before?.signedPass) return;
      // A renewed pass takes over in place; another person's code goes at once.
      if (shown.holder.residentId !== before?.holder.residentId) code.value = undefined;
      failed.value = false;
      bar.value = { slot: 0, passedMs: 0 };
      try {
        writer = codeWriterOf(shown);
      } catch (error) {
        console.error(error);
        writer = undefined;
        failed.value = true;
      }
      tick();
    },
    { immediate: true },
  );

  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', tick);
  });

  return {
    code: readonly(code),
    secondsLeft: readonly(secondsLeft),
    bar: readonly(bar),
    failed: readonly(failed),
  };
}
