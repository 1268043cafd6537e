import { type Failure, isFailure } from '../platform/failure.ts';
import { kindOfFile } from './file-kind.ts';
import { readDelimited } from './read-delimited.ts';
import { readWorkbook } from './read-workbook.ts';
import type { Sheet } from './sheet.ts';

/** The rows of a file that somebody sent, or why it is not read. */
export async function readRosterFile(name: string, bytes: Uint8Array): Promise<Sheet | Failure> {
  const kind = kindOfFile(name, bytes);
  if (isFailure(kind)) return kind;
  return kind === 'workbook' ? readWorkbook(bytes) : readDelimited(bytes);
}
