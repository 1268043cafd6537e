import { createHash } from 'node:crypto';

/** Names a browser by its key. */
export const thumbprintOfKey = (key: Uint8Array): string =>
  createHash('sha256').update(key).digest('hex');
