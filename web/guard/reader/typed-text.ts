import { readCode } from '../../../shared/code/pass-code.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';

/** What a reader's text stands for. `garbled`: something between reader and page has changed it. */
export type ReadText =
  | { readonly reads: 'code'; readonly text: string }
  | { readonly reads: 'number'; readonly digits: string }
  | { readonly reads: 'garbled' };

const GARBLED: ReadText = { reads: 'garbled' };
/** A printed card's number. */
const CARD_NUMBER = /^[0-9]{8}$/;

/**
 * Undoes what Caps Lock and doubled spaces do to a code, where it can be undone in one way only;
 * the code itself is then judged as strictly as any other. Only a code of ours, an address or a
 * card's number is taken for something to decide: a piece of one is not.
 */
export function readText(typed: string): ReadText {
  const digits = typed.trim();
  if (CARD_NUMBER.test(digits)) return { reads: 'number', digits };
  if (/^xq/i.test(typed)) return passText(typed);
  return /^https?:\/\//i.test(typed) ? { reads: 'code', text: typed } : GARBLED;
}

/** Whether this is a whole code of ours as it stands: nothing more will come. */
export const isWholeCode = (typed: string): boolean => !isRefusal(readCode(typed.toUpperCase()));

function passText(typed: string): ReadText {
  // A code has no lower case: what is lower here has gone through Caps Lock.
  const upper = typed.toUpperCase();
  const candidates = [upper, upper.replaceAll('  ', ' ')];
  const text = candidates.find((one) => {
    const parts = readCode(one);
    return !isRefusal(parts) || parts.refused === 'unknown_version';
  });
  return text === undefined ? GARBLED : { reads: 'code', text };
}
