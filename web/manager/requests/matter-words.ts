import type { Advance, HandOver } from '../../../shared/messages/matter.ts';
import { momentWords } from '../app/day-words.ts';
import { now } from '../app/now.ts';
import { officeWords, t } from '../words/words.ts';

const FEN_A_YUAN = 100;
/** 35.50 元 */
export const yuanWords = (fen: number): string => t('mtYuan', { n: (fen / FEN_A_YUAN).toFixed(2) });

export function handOverWords({ what, label, amountFen }: HandOver): string {
  const name = label ?? t(`mtWhat_${what}`);
  return amountFen === undefined ? name : `${name} ${yuanWords(amountFen)}`;
}

type Said = Advance['settled'];
export const isSaid = ({ byWorker, byRequester }: Said): boolean =>
  byWorker !== undefined && byRequester !== undefined;

/** Whether the worker may say it: not yet said, or denied by whoever asked. */
export const mayBeSaid = ({ byWorker, denied }: Said): boolean =>
  byWorker === undefined || denied !== undefined;

/** Who of the two has said it. */
export function saidWords(said: Said, of: 'out' | 'back' | 'settled'): string {
  const { byWorker, byRequester, witness, denied } = said;
  if (denied !== undefined) return t(`mtDenied_${of}`, { when: momentWords(denied, now.value) });
  if (isSaid(said)) {
    return witness === undefined
      ? t(`mtBoth_${of}`)
      : t(`mtWitnessed_${of}`, { who: `${officeWords(witness.office)} ${witness.maskedName}` });
  }
  if (byWorker === undefined && byRequester === undefined) return t(`mtNone_${of}`);
  return t(byWorker === undefined ? `mtRequester_${of}` : `mtWorker_${of}`);
}

const AMOUNT = /^[0-9]{1,4}(?:\.[0-9]{1,2})?$/;
/** Up to 1,000 yuan, in fen; undefined where it is no such sum. */
export function fenOf(typed: string): number | undefined {
  if (!AMOUNT.test(typed.trim())) return undefined;
  const fen = Math.round(Number(typed) * FEN_A_YUAN);
  return fen >= 1 && fen <= 1_000 * FEN_A_YUAN ? fen : undefined;
}
