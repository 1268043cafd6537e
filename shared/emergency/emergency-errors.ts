import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What is refused of an emergency, and because there is none. */
export const EMERGENCY_ERRORS = {
  no_emergency: errorWords(
    '这里没有启动应急响应。',
    'No emergency response is in force here.',
    '平时不需要这样做。',
    'In ordinary times this is not needed.',
  ),
  measure_not_named: errorWords(
    '启动文件里没有这项措施。',
    'The document does not name this measure.',
    '只能采取文件列明的措施。',
    'Only what the document names can be done.',
  ),
} as const satisfies Record<string, ErrorWords>;
