import { ref, watchEffect } from 'vue';
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

export function switchLanguage(to: Language): void {
  language.value = to;
  onThisPhone.set(REMEMBERED_AS, to);
}

/** The sentence in the language now shown; follows a switch when used in a template. */
export function say(words: Words): string {
  return words[language.value];
}

export function languageTag(): string {
  return TAGS[language.value];
}
