const WORKER = '/guard/service-worker.js';
const SCOPE = '/guard/';

/**
 * Keeps this page on the phone where the browser can; elsewhere it lives for as long as it stays
 * open.
 */
export function keepPage(): void {
  // A page served without https cannot be kept, and works all the same.
  navigator.serviceWorker?.register(WORKER, { scope: SCOPE }).catch(() => undefined);
}

/**
 * Takes a newer release if there is one, between two shifts: never under a guard's hands. The page
 * is loaded anew then.
 * @param nobodyIsBusy asked at that moment; the release waits for the next time otherwise
 */
export async function takeNewRelease(nobodyIsBusy: () => boolean): Promise<void> {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const registration = await workers?.getRegistration(SCOPE);
  if (workers === undefined || registration === undefined || workers.controller === null) return;
  // Without a network there is nothing newer to be had.
  await registration.update().catch(() => undefined);
  const newer = registration.installing ?? registration.waiting;
  if (newer === null) return;
  workers.addEventListener('controllerchange', () => location.reload(), { once: true });
  const takeOver = (): void => {
    if (newer.state === 'installed' && nobodyIsBusy()) newer.postMessage('take_over');
  };
  newer.addEventListener('statechange', takeOver);
  takeOver();
}
