import { ref } from 'vue';

/**
 * Whether the network is gone, as far as a page can tell: the phone says so, or the last request
 * did not come through.
 */
export const networkGone = ref(phoneSaysGone());

/** For the API's `onReached`. An answer that was still under way when the network went is no sign of one. */
export function noteReached(reached: boolean): void {
  networkGone.value = !reached || phoneSaysGone();
}

function phoneSaysGone(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false;
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => {
    networkGone.value = true;
  });
  window.addEventListener('online', () => {
    networkGone.value = false;
  });
}
