import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What is refused of a health status, while there is one. */
export const HEALTH_ERRORS = {
  record_full: errorWords('记录已满。', 'The record is full.', '请先核对。', 'Check it first.'),
  drill_specimens_only: errorWords(
    '演练只用样本人员。',
    'A drill has specimen people only.',
    '请从样本人员里选。',
    'Choose among the specimens.',
  ),
  other_office: errorWords(
    '这件事要由另一个单位的另一个人来决定。',
    'This is decided by another person of another office.',
    '请由没有参与过的单位来办理。',
    'Ask an office that had no part in it.',
  ),
} as const satisfies Record<string, ErrorWords>;
