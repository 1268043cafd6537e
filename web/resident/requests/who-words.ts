import type { TimelineStep } from '../../../shared/messages/requests.ts';
import { requestWords as q } from './request-words.ts';

/** An office and a masked name: 物业 李**. */
export function officeAndName({
  office,
  maskedName,
}: {
  readonly office: NonNullable<TimelineStep['by']['office']>;
  readonly maskedName: string;
}): string {
  return `${q(`office_${office}`)} ${maskedName}`;
}

const FEN_A_YUAN = 100;
/** 35.50 元 */
export function yuanWords(fen: number): string {
  const isWhole = fen % FEN_A_YUAN === 0;
  return q('yuan', { n: (fen / FEN_A_YUAN).toFixed(isWhole ? 0 : 2) });
}
