import { translator } from '../../kit/i18n.ts';
import { en } from './words-en.ts';
import { zh } from './words-zh.ts';

export type { GuardWord } from './words-zh.ts';

export const t = translator({ zh, en });
