import type { Failure } from '../platform/failure.ts';
import { fail } from '../platform/failure.ts';

/** What a roster can be written in. */
export type FileKind = 'workbook' | 'delimited';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of Excel before 2007, and of any workbook that a password locks. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
/** The stream that a locked workbook is kept in, by its name as the container writes it. */
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

const beginsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

const extensionOf = (name: string): string =>
  /\.([^.]+)$/u.exec(name.normalize('NFKC').trim())?.[1]?.toLowerCase() ?? '';

/** A file is taken for what its bytes are, and refused where its name says something else. */
export function kindOfFile(name: string, bytes: Uint8Array): FileKind | Failure {
  if (bytes.length === 0) return fail('roster_empty');
  const extension = extensionOf(name);
  if (beginsWith(bytes, OLE)) {
    return fail(Buffer.from(bytes).includes(LOCKED) ? 'roster_locked' : 'roster_old_excel');
  }
  if (beginsWith(bytes, ZIP)) return extension === 'xlsx' ? 'workbook' : fail('roster_not_a_table');
  if (extension !== 'csv' && extension !== 'txt') return fail('roster_not_a_table');
  const isWide = UTF16_MARKS.some((mark) => beginsWith(bytes, mark));
  // No text has a byte of nothing in it, and every program and picture has.
  return isWide || !bytes.includes(0) ? 'delimited' : fail('roster_not_a_table');
}
