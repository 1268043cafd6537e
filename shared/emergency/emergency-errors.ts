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
  ordered_by_emergency: errorWords(
    '应急响应期间按启动文件实行，不能提前结束。',
    'The emergency response orders this; it cannot be ended before.',
    '应急响应终止时自动恢复；可以换一个主出入口。',
    'It ends with the emergency response; another main gate can be chosen.',
  ),
} as const satisfies Record<string, ErrorWords>;
