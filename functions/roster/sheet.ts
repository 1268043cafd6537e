/** A cell as a roster has it: text, a day that the program knew to be one, or nothing. */
export type Cell = string | Date | undefined;

/** The rows of a file from its first on, so that row n of the program is row n - 1 here. */
export type Sheet = readonly (readonly Cell[])[];

/** The largest compounds have some ten thousand people; a file of more is a mistake or an attack. */
export const MOST_ROWS = 20_000;
/** Titles, notes and the header stand above the people. */
export const MOST_ROWS_ABOVE = 20;

/** How the program names a column: A, B, …, Z, AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}
