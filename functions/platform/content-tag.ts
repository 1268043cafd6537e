import { createHash } from 'node:crypto';

/** What was said, in 22 characters: two that differ have different ones. */
export const contentTag = (said: string): string =>
  createHash('sha256').update(said).digest('base64url').slice(0, 22);
