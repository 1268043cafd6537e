import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type Cell, MOST_ROWS, MOST_ROWS_ABOVE, type Sheet } from './sheet.ts';
import { packedBytesOf, readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Ten thousand people are some 8 MB of XML; what says that it is more is not opened at all. */
export const MOST_INFLATED_BYTES = 50 * 1024 * 1024;
const MOST_ENTRIES = 500;
const STORED = 0;
const DEFLATED = 8;
const inflate = promisify(inflateRaw);

/** As it says it is, or not at all: a file that inflates to more than its directory names lies. */
async function contentsOf(zip: Uint8Array, entry: ZipEntry): Promise<Uint8Array | Failure> {
  const packed = packedBytesOf(zip, entry);
  if (packed === undefined) return fail('roster_not_a_table');
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) return fail('roster_not_a_table');
  try {
    return await inflate(packed, { maxOutputLength: Math.max(entry.bytes, 1) });
  } catch (error) {
    const isLarger = error instanceof RangeError;
    return fail(isLarger ? 'roster_too_large_inside' : 'roster_not_a_table');
  }
}

/** The sheet that is read: the first of the workbook, by what the workbook says. */
function firstSheetOf(workbook: string, relations: string): string | undefined {
  const id = /<(?:\w+:)?sheet\s[^>]*\br:id="([^"]+)"/u.exec(workbook)?.[1];
  for (const [relation] of relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/gu)) {
    if (/\bId="([^"]+)"/u.exec(relation)?.[1] !== id) continue;
    const target = /\bTarget="([^"]+)"/u.exec(relation)?.[1];
    if (target === undefined) return undefined;
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  }
  return undefined;
}

/** The first cell that is reckoned, by its name in the program. */
const FORMULA = /<(?:\w+:)?c\s[^>]*\br="([A-Z]+[0-9]+)"[^>]*>\s*<(?:\w+:)?f[\s/>]/u;
const ROW = /<(?:\w+:)?row[\s>]/gu;

function refusalOf(sheet: string): Failure | undefined {
  let rows = 0;
  for (const _ of sheet.matchAll(ROW)) rows++;
  if (rows > MOST_ROWS + MOST_ROWS_ABOVE) return fail('roster_too_many_rows');
  const formula = FORMULA.exec(sheet)?.[1];
  return formula === undefined ? undefined : fail('roster_formulas', { field: formula });
}

/** Looks at everything before the reader does: what it inflates to, the rows, the formulas. */
async function inspect(zip: Uint8Array): Promise<undefined | Failure> {
  const entries = readZipDirectory(zip);
  if (entries === undefined || entries.length > MOST_ENTRIES) return fail('roster_not_a_table');
  if (entries.some(({ isEncrypted }) => isEncrypted)) return fail('roster_locked');
  const inflated = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (inflated > MOST_INFLATED_BYTES) return fail('roster_too_large_inside');
  const texts = new Map<string, string>();
  for (const entry of entries.filter(({ name }) => /\.(xml|rels)$/u.test(name))) {
    const contents = await contentsOf(zip, entry);
    if (isFailure(contents)) return contents;
    if (/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/.+)$/u.test(entry.name)) {
      texts.set(entry.name, new TextDecoder().decode(contents));
    }
  }
  const workbook = texts.get('xl/workbook.xml');
  if (workbook === undefined) return fail('roster_not_a_table');
  const first = firstSheetOf(workbook, texts.get('xl/_rels/workbook.xml.rels') ?? '');
  const sheet = first === undefined ? undefined : texts.get(first);
  return sheet === undefined ? fail('roster_not_a_table') : refusalOf(sheet);
}

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return undefined;
  return value instanceof Date ? value : String(value);
};

/** The first sheet of an Excel workbook (.xlsx). Numbers come as they are written, to the digit. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet | Failure> {
  const refused = await inspect(bytes);
  if (refused !== undefined) return refused;
  try {
    const own = new Uint8Array(bytes).buffer;
    const rows = await readSheet(own, { trim: false, parseNumber: (written) => written });
    return rows.map((row) => row.map(cellOf));
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError) {
      return fail('roster_not_a_table');
    }
    throw error;
  }
}
