import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type Cell, MOST_ROWS, MOST_ROWS_ABOVE, type Sheet } from './sheet.ts';

const DELIMITERS = [',', '\t', ';', '，', '|'] as const;

/** By the mark it begins with; without one UTF-8, strictly, and what is not that is GB 18030. */
function decode(bytes: Uint8Array): string | Failure {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return fail('roster_encoding');
}

/** Whatever stands most often in the line that has most of it, outside quotation marks. */
function delimiterOf(text: string): string {
  const lines = text
    .split(/\r?\n|\r/u, MOST_ROWS_ABOVE)
    .map((line) => line.replace(/"[^"]*"/gu, ''));
  const often = (delimiter: string): number =>
    Math.max(...lines.map((line) => line.split(delimiter).length - 1));
  return DELIMITERS.reduce<string>(
    (best, next) => (often(next) > often(best) ? next : best),
    DELIMITERS[0],
  );
}

/** Excel writes ="0501" so that digits stay text; whatever else begins so would be reckoned. */
const KEPT_AS_TEXT = /^="([^"]*)"$/u;
const FORMULA = /^[=]/u;

/** A text file of rows (.csv), as Excel, WPS and a hand write it. */
export async function readDelimited(bytes: Uint8Array): Promise<Sheet | Failure> {
  // Loaded here, so that it is in the bundle of the one function that reads files.
  const { CsvError, parse } = await import('csv-parse/sync');
  const text = decode(bytes);
  if (isFailure(text)) return text;
  const most = MOST_ROWS + MOST_ROWS_ABOVE;
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: most + 1,
    });
  } catch (error) {
    if (error instanceof CsvError) return fail('roster_not_a_table');
    throw error;
  }
  if (records.length > most) return fail('roster_too_many_rows');
  const rows: Cell[][] = [];
  for (const [index, record] of records.entries()) {
    const row: Cell[] = [];
    for (const written of record) {
      const cell = KEPT_AS_TEXT.exec(written.trim())?.[1] ?? written;
      if (FORMULA.test(cell.trim())) return fail('roster_formulas', { field: String(index + 1) });
      row.push(cell === '' ? undefined : cell);
    }
    rows.push(row);
  }
  return rows;
}
