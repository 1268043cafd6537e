import type { SHOWN_LANGUAGE } from './shown-language.ts';

/**
 * Keeps the page itself on the phone, so that a reload without a network opens it again. One
 * release at a time, whole: the files of two releases never meet. Requests to the API pass by.
 */

/**
 * Written in by the build: the page's address, this release's name, all its files as paths, and what
 * the page tells it by. It imports nothing: what both of them load would be a file of its own.
 */
declare const __PAGE_SHELL__: {
  readonly address: string;
  readonly release: string;
  readonly files: readonly string[];
  readonly shownLanguage: typeof SHOWN_LANGUAGE;
};

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LastingEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface PushEvent extends LastingEvent {
  readonly data: { json(): unknown } | null;
}
interface ClickEvent extends LastingEvent {
  readonly notification: Notification;
}
interface OpenWindow {
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}
/** What is used of a service worker's surroundings, which the page's types do not know. */
interface Surroundings {
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(of: { type: 'window' }): Promise<readonly OpenWindow[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
}
// cast: this file is only ever started as a service worker, whose global object has all of these
const worker = self as unknown as Surroundings;

const { address, release, files, shownLanguage } = __PAGE_SHELL__;
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

/** What was told is shown; the same tag again takes the place of what is shown. */
async function show(told: unknown): Promise<void> {
  const { says, link, tag } = Object(told);
  const { cacheName, path } = shownLanguage;
  const language = await (await caches.match(path, { cacheName }))?.text();
  const body = String(Object(says)[language === 'en' ? 'en' : 'zh']);
  const icon = `${address}icon-192.png`;
  await worker.registration.showNotification('小区码', { body, icon, tag, data: link });
}

/** Leads to it in a window that is open, or else in a new one. */
async function lead(link: unknown): Promise<void> {
  const url = `${address}#${typeof link === 'string' ? link : '/inbox'}`;
  const [open] = await worker.clients.matchAll({ type: 'window' });
  if (open === undefined) await worker.clients.openWindow(url);
  else await Promise.all([open.focus(), open.navigate(url)]);
}

worker.addEventListener('push', (event) => event.waitUntil(show(event.data?.json())));
worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data));
});
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
