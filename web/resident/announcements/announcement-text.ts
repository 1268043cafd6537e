import type { Announcement } from '../../../shared/messages/announcements.ts';
import { language } from '../../kit/language.ts';

/** The text in the reader's language where there is one, and which language it is in. */
export function textOf({ zh, en }: Pick<Announcement, 'zh' | 'en'>): {
  readonly title: string;
  readonly body: string;
  readonly lang: 'zh-CN' | 'en';
} {
  return language.value === 'en' && en !== undefined
    ? { ...en, lang: 'en' }
    : { ...zh, lang: 'zh-CN' };
}
