import { ref } from 'vue';

type KeptPage = 'resident' | 'guard' | 'manager';

/** False where the browser cannot keep the page: it then lives for as long as it stays open. */
export const pageCanBeKept = ref(true);

/** Another window has brought a newer release, and this one still runs the release before. */
let outdated = false;

/** Keeps this page on the phone, so that it opens again without a network. */
export async function keepPage(page: KeptPage): Promise<void> {
  // Absent without https, and in some apps' own browsers; switched off by some people.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  try {
    const kept = await workers?.register(`/${page}/service-worker.js`, { scope: `/${page}/` });
    // A browser that is told to keep nothing may say neither yes nor no.
    pageCanBeKept.value = kept !== undefined;
  } catch {
    pageCanBeKept.value = false;
  }
}

/**
 * Takes a newer release if there is one, and loads the page anew: never under somebody's hands.
 * @param nobodyIsBusy asked at that moment; the release waits for the next time otherwise
 */
export async function takeNewRelease(page: KeptPage, nobodyIsBusy: () => boolean): Promise<void> {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined || workers.controller === null) return;
  const reload = (): void => {
    outdated = !nobodyIsBusy();
    if (!outdated) location.reload();
  };
  if (outdated) reload();
  const registration = await workers.getRegistration(`/${page}/`);
  // Without a network there is nothing newer to be had.
  await registration?.update().catch(() => undefined);
  const newer = registration?.installing ?? registration?.waiting;
  if (newer === undefined || newer === null) return;
  workers.addEventListener('controllerchange', reload, { once: true });
  const takeOver = (): void => {
    if (newer.state === 'installed' && nobodyIsBusy()) newer.postMessage('take_over');
  };
  newer.addEventListener('statechange', takeOver);
  takeOver();
}
