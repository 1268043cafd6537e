import { ref } from 'vue';

/**
 * Whether the network is gone, as far as a page can tell: the phone says so, or the last request
 * did not come through.
 */
export const networkGone = ref(typeof navigator !== 'undefined' && navigator.onLine === false);

/** For the API's `onReached`. */
export function noteReached(reached: boolean): void {
  networkGone.value = !reached;
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => {
    networkGone.value = true;
  });
  window.addEventListener('online', () => {
    networkGone.value = false;
  });
}
