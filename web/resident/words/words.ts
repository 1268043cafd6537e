import { translator } from '../../kit/i18n.ts';
import { zh } from './zh.ts';

export const t = translator({ zh, en: async () => (await import('./en.ts')).en });
