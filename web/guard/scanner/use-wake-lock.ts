import { onBeforeUnmount, onMounted } from 'vue';

/** Keeps the screen on while the scanner is up, where the phone can; never needed. */
export function useWakeLock(): void {
  let held: WakeLockSentinel | undefined;
  let wanted = true;

  const hold = async (): Promise<void> => {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    const lock = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (!wanted) await lock?.release();
    else held = lock;
  };
  // The phone takes it away whenever the page is hidden.
  const onVisible = (): void => void hold();

  onMounted(() => {
    document.addEventListener('visibilitychange', onVisible);
    void hold();
  });
  onBeforeUnmount(() => {
    wanted = false;
    document.removeEventListener('visibilitychange', onVisible);
    void held?.release();
  });
}
