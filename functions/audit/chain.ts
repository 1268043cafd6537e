import { createHash } from 'node:crypto';
import { hmac } from '../platform/secrets.ts';
import type { ChainId } from './chain-id.ts';
import { type Fact, textOf } from './fact.ts';

/** So many facts keep a link within a kilobyte, which is one write unit. */
export const FACTS_PER_LINK = 25;
export const HASH_BYTES = 32;
export const SALT_BYTES = 16;
const MARK_BYTES = 4;

/** What of a chain is kept for ever: hashes and a time. */
export type Link = {
  readonly chain: ChainId;
  /** Counts from 1. */
  readonly number: number;
  /** The hash of the link before it; of the first, the chain's own name. */
  readonly previous: Uint8Array;
  /** One hash a fact, one after another. */
  readonly leaves: Uint8Array;
  /** Unix milliseconds when it was sealed; never before the link before it. */
  readonly at: number;
};

/** The head of a chain: what the next link joins on to. */
export type Head = Pick<Link, 'number' | 'at'> & { readonly hash: Uint8Array };

export function beginningOf(chain: ChainId): Head {
  const hash = createHash('sha256').update(`xiaoquma chain ${chain}`).digest();
  return { number: 0, at: 0, hash };
}

export function hashOf({ number, previous, leaves, at }: Link): Uint8Array {
  const counted = Buffer.alloc(16);
  counted.writeBigUInt64BE(BigInt(number));
  counted.writeBigUInt64BE(BigInt(at), 8);
  return createHash('sha256').update(previous).update(counted).update(leaves).digest();
}

export const headOf = (link: Link): Head => ({
  number: link.number,
  at: link.at,
  hash: hashOf(link),
});

/** Tells a link's facts from those of one that lost its place. */
export const markOf = (link: Link): string =>
  Buffer.from(hashOf(link).subarray(0, MARK_BYTES)).toString('hex');

/** @param key derived for `audit`: the same fact has the same salt, whenever it comes */
export function saltOf(key: Uint8Array, { pk, sk, version }: Fact): Uint8Array {
  return hmac(key, pk, sk, String(version)).subarray(0, SALT_BYTES);
}

/** What stands in the chain for a fact. */
export function leafOf(salt: Uint8Array, fact: Fact): Uint8Array {
  return createHash('sha256').update(salt).update(textOf(fact)).digest();
}

/** One hash a fact, as text. */
export function* leavesOf({ leaves }: Pick<Link, 'leaves'>): Generator<string> {
  const bytes = Buffer.from(leaves);
  for (let start = 0; start < bytes.length; start += HASH_BYTES) {
    yield bytes.toString('base64url', start, start + HASH_BYTES);
  }
}

/** The next link: at most 25 leaves, never timed before the link that it joins on to. */
export function nextLink(
  chain: ChainId,
  head: Head,
  { leaves, now }: { readonly leaves: readonly Uint8Array[]; readonly now: number },
): Link {
  return {
    chain,
    number: head.number + 1,
    previous: head.hash,
    leaves: Buffer.concat(leaves),
    at: Math.max(now, head.at),
  };
}
