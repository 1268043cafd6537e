import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What is refused of a health status, while there is one. */
export const HEALTH_ERRORS = {
  too_much_evidence: errorWords(
    '这个人的记录已满。',
    'The record of this person is full.',
    '请由社区核对后再记录。',
    'Have the community check it first.',
  ),
} as const satisfies Record<string, ErrorWords>;
