import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as z from 'zod';
import { HASH_BYTES, SALT_BYTES } from './chain.ts';
import { Fact } from './fact.ts';

/** A fact and what it was hashed with. */
export type SaltedFact = { readonly fact: Fact; readonly salt: Uint8Array };

const WORDS = [
  'kind',
  'pk',
  'sk',
  'action',
  'by',
  'office',
  'purpose',
  'place',
  'record',
  'subject',
] as const;
/** Field by field: what is alike stands together. Times are told from the first. */
const Columns = z.object({
  words: z.array(z.array(z.string())).length(WORDS.length),
  version: z.array(z.number()),
  at: z.array(z.number()),
  /** 1 where a digest follows. */
  digested: z.array(z.number()),
});

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
const LENGTH_BYTES = 4;
/** 25 facts are some kilobytes; more is none of ours. */
const MOST_BYTES = 256 * 1024;

/**
 * The facts of one link: the length of the text part, the text part compressed, and then what no
 * compression makes shorter, the digests and the salts.
 */
export function packFacts(salted: readonly SaltedFact[]): Uint8Array {
  const facts = salted.map(({ fact }) => fact);
  const since = facts[0]?.at ?? 0;
  const columns = {
    words: WORDS.map((name) => facts.map((fact) => fact[name])),
    version: facts.map(({ version }) => version),
    at: [since, ...facts.map(({ at }) => at - since)],
    digested: facts.map(({ digest }) => (digest === '' ? 0 : 1)),
  };
  const text = brotliCompressSync(JSON.stringify(columns), QUALITY);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  const digests = facts.map(({ digest }) => Buffer.from(digest, 'base64url'));
  return Buffer.concat([length, text, ...digests, ...salted.map(({ salt }) => salt)]);
}

/** @throws where the bytes are not what `packFacts` makes */
export function unpackFacts(packed: Uint8Array): SaltedFact[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const textEnd = LENGTH_BYTES + bytes.readUInt32BE();
  const text = brotliDecompressSync(bytes.subarray(LENGTH_BYTES, textEnd), {
    maxOutputLength: MOST_BYTES,
  });
  const columns = Columns.parse(JSON.parse(text.toString('utf8')));
  const [since = 0, ...times] = columns.at;
  const digests = columns.digested.reduce((sum, one) => sum + one, 0);
  const saltsAt = textEnd + digests * HASH_BYTES;
  let digestAt = textEnd;
  return times.map((after, n) => {
    const digestEnd = digestAt + (columns.digested[n] ?? 0) * HASH_BYTES;
    const digest = bytes.toString('base64url', digestAt, digestEnd);
    digestAt = digestEnd;
    const salt = bytes.subarray(saltsAt + n * SALT_BYTES, saltsAt + (n + 1) * SALT_BYTES);
    const fact = {
      ...Object.fromEntries(WORDS.map((name, w) => [name, columns.words[w]?.[n]])),
      version: columns.version[n],
      at: since + after,
      digest,
    };
    return { fact: Fact.parse(fact), salt };
  });
}

/** The facts of a link; none once they were destroyed. */
export const factsIn = ({ packed }: { readonly packed: Uint8Array | undefined }): Fact[] =>
  packed === undefined ? [] : unpackFacts(packed).map(({ fact }) => fact);
