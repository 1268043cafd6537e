import { ref, watchEffect } from 'vue';
import { keepShownLanguage } from './offline/keep-shown-language.ts';
import { onThisPhone } from './remembered.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** One sentence in both languages, as errors and reasons carry it. */
export type Words = Readonly<Record<Language, string>>;

const REMEMBERED_AS = 'xq-language';
const TAGS = { zh: 'zh-CN', en: 'en' } as const satisfies Words;

const remembered = onThisPhone.get(REMEMBERED_AS);

/** Chinese unless this phone was switched. */
export const language = ref<Language>(remembered === 'en' ? 'en' : 'zh');

watchEffect(() => {
  if (typeof document !== 'undefined') document.documentElement.lang = TAGS[language.value];
});

/** Catalogues that are fetched when their language is first shown. */
const fetched: { readonly of: Language; readonly fetch: () => Promise<void> }[] = [];

export function fetchFor(of: Language, fetch: () => Promise<void>): void {
  fetched.push({ of, fetch });
}

/** Before a page is first shown, so that it doesn't change its language under the reader's eyes. */
export async function languageReady(of: Language = language.value): Promise<void> {
  await Promise.all(fetched.filter((catalogue) => catalogue.of === of).map(({ fetch }) => fetch()));
}

/** Rejects where the words can't be fetched: the language then stays as it is. */
export async function switchLanguage(to: Language): Promise<void> {
  await languageReady(to);
  language.value = to;
  onThisPhone.set(REMEMBERED_AS, to);
  await keepShownLanguage(to).catch(() => undefined);
}

/** The sentence in the language now shown; follows a switch when used in a template. */
export function say(words: Words): string {
  return words[language.value];
}

export function languageTag(): string {
  return TAGS[language.value];
}
