import { type Failure, fail } from '../platform/failure.ts';
import type { RegisterQuery } from './register-store.ts';

export function writeCursor(place: string): string {
  return Buffer.from(place, 'utf8').toString('base64url');
}

/** Where the page begins: a place within what is asked, so that a made-up cursor opens nothing else. */
export function readCursor(
  cursor: string | undefined,
  { ranges }: RegisterQuery,
): string | undefined | Failure {
  if (cursor === undefined) return undefined;
  const place = Buffer.from(cursor, 'base64url').toString('utf8');
  const isWithin = ranges.some(({ prefix }) => place.startsWith(prefix));
  return isWithin ? place : fail('invalid_input', { field: 'cursor' });
}
