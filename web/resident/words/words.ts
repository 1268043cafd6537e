import { translator } from '../../kit/i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const t = translator({ zh, en });
