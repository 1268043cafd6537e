import { SHOWN_LANGUAGE } from './shown-language.ts';

export async function keepShownLanguage(language: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  const kept = await caches.open(SHOWN_LANGUAGE.cacheName);
  await kept.put(SHOWN_LANGUAGE.path, new Response(language));
}
