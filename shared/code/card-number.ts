/**
 * The number beside the QR of a printed card, for typing: seven random digits and one that checks
 * them (ISO 7064 MOD 11,10), which finds every single wrong digit and nearly every two neighbours
 * that changed places. It carries no signature: it names a card that the gate knows.
 */
export const CARD_NUMBER_DIGITS = 8;
const DRAWN_DIGITS = CARD_NUMBER_DIGITS - 1;
/** How many numbers there are in one compound. */
const NUMBERS = 10 ** DRAWN_DIGITS;

/** What the digits leave in ISO 7064's hybrid system, before the check digit. */
function remainderOf(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return product;
}

/** The digit that follows these. */
export function checkDigitOf(digits: string): string {
  return String((11 - remainderOf(digits)) % 10);
}

/** Whether these are eight digits of which the last is right. */
export function isCardNumber(text: string): boolean {
  if (!/^[0-9]{8}$/.test(text)) return false;
  return text.slice(DRAWN_DIGITS) === checkDigitOf(text.slice(0, DRAWN_DIGITS));
}

/** A number from chance: each of the ten million is as likely, but for one in 400. @param uint32 */
export function cardNumberFrom(uint32: number): string {
  const drawn = String(uint32 % NUMBERS).padStart(DRAWN_DIGITS, '0');
  return drawn + checkDigitOf(drawn);
}

/** As it is printed and read aloud: 1234 5678. */
export function groupedCardNumber(number: string): string {
  return `${number.slice(0, 4)} ${number.slice(4)}`;
}
