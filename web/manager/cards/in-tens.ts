/** How many cards an A4 sheet takes, 85 × 54 mm each. */
const CARDS_A_SHEET = 10;

/** The sheets that it takes, the last one not full. */
export function inTens<T>(cards: readonly T[]): T[][] {
  const sheets = Math.ceil(cards.length / CARDS_A_SHEET);
  return Array.from({ length: sheets }, (_, n) =>
    cards.slice(n * CARDS_A_SHEET, (n + 1) * CARDS_A_SHEET),
  );
}
