import { onScopeDispose } from 'vue';

const FIRST_MS = 30_000;
const LONGEST_MS = 5 * 60_000;

/**
 * Looks again while something is awaited and the page is seen: after half a minute, then ever
 * later until something has changed; and at once when the page or the network comes back.
 * @param look resolves to whether anything was new
 */
export function lookAgain(look: () => Promise<boolean>, awaited: () => boolean): void {
  let pauseMs = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let over = false;

  const now = async (): Promise<void> => {
    clearTimeout(timer);
    if (isLooking) return;
    isLooking = true;
    try {
      pauseMs = (await look()) ? FIRST_MS : Math.min(pauseMs * 2, LONGEST_MS);
    } finally {
      isLooking = false;
      schedule();
    }
  };
  const schedule = (): void => {
    clearTimeout(timer);
    if (over || document.hidden) return;
    timer = setTimeout(() => (awaited() ? now() : schedule()), pauseMs);
  };
  const back = (): void => {
    if (document.hidden) {
      clearTimeout(timer);
      return;
    }
    pauseMs = FIRST_MS;
    void now();
  };

  document.addEventListener('visibilitychange', back);
  window.addEventListener('online', back);
  schedule();
  onScopeDispose(() => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', back);
    window.removeEventListener('online', back);
  });
}
