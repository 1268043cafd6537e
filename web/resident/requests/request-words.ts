import { nameIn } from '../../../shared/desk/type-name.ts';
import { translator } from '../../kit/i18n.ts';
import { language } from '../../kit/language.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const requestWords = translator({ zh, en });

/** What a compound has named itself, in the language shown. */
export const named = (name: Parameters<typeof nameIn>[0]): string => nameIn(name, language.value);
