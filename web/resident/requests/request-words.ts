import { translator } from '../../kit/i18n.ts';
import { language } from '../../kit/language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const requestWords = translator({ zh, en });

/** What a compound has named itself: always in Chinese, and in English where somebody has said how. */
export function named(name: { readonly zh: string; readonly en?: string | undefined }): string {
  const english = name.en ?? '';
  return language.value === 'en' && english !== '' ? english : name.zh;
}
