import { createHash } from 'node:crypto';

const NAME_BYTES = 4;

/**
 * Each secret has its own table: what one secret wrote (hashed numbers, codes) another could not
 * read, also where a named engine keeps the tables of several data folders.
 */
export function tableNameFor(serverSecret: string): string {
  const digest = createHash('sha256').update(`table ${serverSecret}`).digest();
  return `xiaoquma-${digest.subarray(0, NAME_BYTES).toString('hex')}`;
}
