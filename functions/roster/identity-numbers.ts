/** As an identity number is written: 17 digits and a last that may be X, or 15 from before 1999. */
const SHAPE = /(?<![0-9])(?:[0-9]{17}[0-9X]|[0-9]{15}|[0-9]{14}X)(?![0-9])/giu;
/** Spread by spaces, dashes or dots, as it stands on the card and in some tables. */
const SPREAD = /(?<![0-9])[0-9](?:[\s\-‐–—.·_]?[0-9]){13,16}[\s\-‐–—.·_]?[0-9X](?![0-9])/giu;
/** Numbers of a bank card, and whatever else is too long to be of use here. */
const LONG = /[0-9]{14,}/gu;
const RUN = /[0-9]{5,}/gu;
const KEPT_DIGITS = 3;

const plain = (text: string): string => text.normalize('NFKC');

/** Whether something in the text is written as an identity number is. */
export function hasIdentityNumber(text: string): boolean {
  const written = plain(text);
  if (/^\s*(?:00)86[\s-]?1/u.test(written)) return false;
  return written.search(SHAPE) >= 0 || written.search(SPREAD) >= 0;
}

const OMITTED = '[证件号已略去]';
const MOST_SHOWN = 40;

/**
 * What a page may show of a cell: identity numbers left out, other numbers but for their first
 * digits, and not more of it than is needed to find it.
 */
export function shownOf(text: string): string {
  const written = plain(text)
    .replace(SPREAD, OMITTED)
    .replace(SHAPE, OMITTED)
    .replace(LONG, OMITTED)
    .replace(
      RUN,
      (digits) => `${digits.slice(0, KEPT_DIGITS)}${'*'.repeat(digits.length - KEPT_DIGITS)}`,
    )
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(written);
  return characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : written;
}
