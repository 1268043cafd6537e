/** Where a service worker reads the language: it sees nothing of what a page remembers. */
export const SHOWN_LANGUAGE = { cacheName: 'xq-language', path: '/language' } as const;

export async function keepShownLanguage(language: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  const kept = await caches.open(SHOWN_LANGUAGE.cacheName);
  await kept.put(SHOWN_LANGUAGE.path, new Response(language));
}
