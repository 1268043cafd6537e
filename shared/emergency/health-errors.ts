import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What is refused of a health status, while there is one. */
export const HEALTH_ERRORS = {
  record_full: errorWords('记录已满。', 'The record is full.', '请先核对。', 'Check it first.'),
} as const satisfies Record<string, ErrorWords>;
