import type { RequestField } from '../../../shared/desk/request-types.ts';
import { dayAndMinute } from '../app/moments.ts';
import { dayWords } from './due-words.ts';
import { requestWords as q } from './request-words.ts';

/** As a phone's own field for a day and a time writes it: 2026-11-28T18:30, in Shanghai. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNT = /^\d+(\.\d+)?$/;

/** An answer as it is read again. */
export function answerWords(kind: RequestField['kind'], answer: string): string {
  if (kind === 'time' && MOMENT.test(answer)) return dayAndMinute(Date.parse(`${answer}+08:00`));
  if (kind === 'time' && DAY.test(answer)) return dayWords(Date.parse(`${answer}T00:00+08:00`));
  return kind === 'amount' && AMOUNT.test(answer) ? q('yuan', { n: answer }) : answer;
}
