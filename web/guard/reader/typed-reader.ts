import { characterOf, type TypedKey } from './typed-character.ts';
import { isWholeCode, type ReadText, readText } from './typed-text.ts';

/** Between two keys of a reader at most; nobody types six keys in a row at twenty a second. */
export const READER_GAP_MS = 50;
/**
 * Once it is clear that this is a reader: a radio link or a busy phone that stumbles does not cut
 * its code in two. Nobody waits for it: a whole code is read with its last key.
 */
export const READER_STUMBLE_MS = 500;
/** Fewer quick keys than this may be two fingers at once. */
const FEWEST_KEYS = 6;
/** In a field only what no hand could have typed is taken out again. */
const FEWEST_KEYS_IN_FIELD = 12;
/** Longer than any code of ours. */
const LONGEST_TEXT = 512;
const OUR_PREFIX = /^(xq[0-9][:;]|https?:\/\/)/i;

export type KeyPress = TypedKey & {
  /** Milliseconds, monotonic, of the key itself. */
  readonly time: number;
  /** Held down. */
  readonly repeat: boolean;
  /** With Control, Alt or Meta. */
  readonly chord: boolean;
  /** The guard could be typing into a field. */
  readonly inField: boolean;
};

export type KeyAnswer = {
  /** The page does nothing of its own with this key. */
  readonly swallow: boolean;
  /**
   * Enter or space alone: a hand on a keyboard, unless another key follows at once. What has the
   * focus is pressed when none does.
   */
  readonly holds?: true;
  /** What this text has put into the field so far is taken out again. */
  readonly clearsField?: true;
  /** A text is complete. */
  readonly read?: ReadText;
};

const PASSED: KeyAnswer = { swallow: false };
const SWALLOWED: KeyAnswer = { swallow: true };

/**
 * Tells a reader that types from a hand that does, by its speed and by how its texts begin.
 * Whatever a reader types presses nothing: not the key that ends its text, not a space within it.
 */
export class TypedReader {
  #text = '';
  #lastAt = Number.NEGATIVE_INFINITY;
  #inField = false;
  /** Known to be a reader: its keys are the page's no more. */
  #known = false;
  /** Until then the key that ends a text may follow it. */
  #endsUntil = Number.NEGATIVE_INFINITY;

  /** Whether a key of this moment goes on with a text that has begun. */
  goesOn(time: number): boolean {
    return this.#text !== '' && this.#isQuick(time);
  }

  press(press: KeyPress): KeyAnswer {
    const typed = characterOf(press);
    const ends = /^(Enter|Tab)$/.test(press.key) || /^(Numpad)?Enter$/.test(press.code);
    if (typed === undefined && !ends) return PASSED;
    const quick = this.#isQuick(press.time);
    const before = quick ? undefined : this.idle();
    const answer = this.#take(press, ends ? undefined : typed, quick);
    return before === undefined || answer.read !== undefined ? answer : { ...answer, read: before };
  }

  /** No key has come for `READER_STUMBLE_MS`: what was typed is complete, also without an Enter. */
  idle(): ReadText | undefined {
    const text = this.#text;
    const known = this.#known;
    this.#text = '';
    this.#known = false;
    if (!known) return undefined;
    return text.length > LONGEST_TEXT ? { reads: 'garbled' } : readText(text);
  }

  #isQuick(time: number): boolean {
    return time - this.#lastAt <= (this.#known ? READER_STUMBLE_MS : READER_GAP_MS);
  }

  #take(press: KeyPress, typed: string | undefined, quick: boolean): KeyAnswer {
    const { inField, time } = press;
    this.#lastAt = time;
    if (press.repeat || press.chord) {
      this.idle();
      return PASSED;
    }
    if (typed === undefined) {
      const read = this.idle();
      if (read !== undefined) return { swallow: true, read };
      if (time <= this.#endsUntil) return SWALLOWED;
      if (inField || press.key === 'Tab') return PASSED;
      return quick ? SWALLOWED : { swallow: true, holds: true };
    }
    const wasKnown = this.#known;
    const isFirst = this.#text === '';
    if (isFirst) this.#inField = inField;
    if (this.#text.length <= LONGEST_TEXT) this.#text += typed;
    this.#known ||= this.#isReader();
    if (this.#known) {
      if (isWholeCode(this.#text)) {
        this.#endsUntil = time + READER_STUMBLE_MS;
        const read = this.idle();
        return read === undefined ? SWALLOWED : { swallow: true, read };
      }
      return this.#inField && !wasKnown ? { swallow: true, clearsField: true } : SWALLOWED;
    }
    if (inField || typed !== ' ') return PASSED;
    return isFirst && !quick ? { swallow: true, holds: true } : SWALLOWED;
  }

  #isReader(): boolean {
    const text = this.#text;
    if (OUR_PREFIX.test(text)) return true;
    if (!this.#inField) return text.length >= FEWEST_KEYS;
    // Digits in a field are what it asks for, whoever types them.
    return text.length >= FEWEST_KEYS_IN_FIELD && !/^[0-9]*$/.test(text);
  }
}
