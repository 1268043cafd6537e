/**
 * Keeps the page itself on the phone, so that a reload without a network opens it again. One
 * release at a time, whole: the files of two releases never meet. Requests to the API pass by.
 */

/** Written in by the build: the page's address, this release's name, and all its files as paths. */
declare const __PAGE_SHELL__: {
  readonly address: string;
  readonly release: string;
  readonly files: readonly string[];
};

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LastingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
/** What is used of a service worker's surroundings, which the page's types do not know. */
interface Surroundings {
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  skipWaiting(): Promise<void>;
}
// cast: this file is only ever started as a service worker, whose global object has all of these
const worker = self as unknown as Surroundings;

const { address, release, files } = __PAGE_SHELL__;
/** Pages share an origin, and leave each other's files alone. */
const KEPT = `xq-page-${address}-`;
const here = `${KEPT}${release}`;

async function keepRelease(): Promise<void> {
  const kept = await caches.open(here);
  // Past the browser's own cache, which may still hold the document of another release. The names
  // of the others change with their content: what the page has just loaded is not loaded again.
  await kept.addAll([new Request(address, { cache: 'no-cache' }), ...files]);
}

async function dropOtherReleases(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(KEPT) && name !== here);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function answer(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(here);
  return (await kept.match(path)) ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(keepRelease()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOtherReleases()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'take_over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answer(request, address));
  else if (files.includes(pathname)) event.respondWith(answer(request, pathname));
});
