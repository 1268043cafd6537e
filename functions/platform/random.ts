import { randomBytes as nodeRandomBytes } from 'node:crypto';

/** Cryptographically strong random bytes: a port, so that a seed can be reproduced. */
export type RandomBytes = (length: number) => Uint8Array;

export const randomBytes: RandomBytes = (length) => nodeRandomBytes(length);
