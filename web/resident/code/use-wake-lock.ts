import { onScopeDispose } from 'vue';

/** Keeps the screen on while a code is shown, where the phone can. Nothing depends on it. */
export function useWakeLock(): void {
  if (!('wakeLock' in navigator)) return;
  let lock: WakeLockSentinel | undefined;
  let left = false;

  const hold = async () => {
    if (document.hidden || left) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (left) await lock.release();
    } catch {
      // Low battery, or not allowed here: the screen goes dark as it always does.
    }
  };

  document.addEventListener('visibilitychange', hold);
  void hold();
  onScopeDispose(() => {
    left = true;
    document.removeEventListener('visibilitychange', hold);
    void lock?.release();
  });
}
