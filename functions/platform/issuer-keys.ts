import { generateKeyPairSync } from 'node:crypto';
import * as z from 'zod';

/** `i` and the number that one byte of a pass names. */
export const KeyName = z.string().regex(/^i([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])$/);
/** As many as one byte of a pass can name. */
const KEY_NUMBERS = 256;
const FIRST_NUMBER = 1;

const PrivateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.base64url().length(43),
  y: z.base64url().length(43),
  d: z.base64url().length(43),
  kid: KeyName,
});

const IssuerKey = PrivateJwk.extend({
  /** Unix milliseconds. Verifies before that too: a key is published before it signs. */
  signsFrom: z.number().int(),
});
export type IssuerKey = z.infer<typeof IssuerKey>;

const KeySet = z.object({
  keys: z.array(IssuerKey).min(1),
  /** Names that were withdrawn: the key is destroyed, its number never given again. */
  withdrawn: z.array(KeyName),
});
export type IssuerKeys = z.infer<typeof KeySet>;

/** A file with one key alone is that key, signing for ever. */
const KeyFile = z.union([
  KeySet,
  PrivateJwk.transform((key): IssuerKeys => ({ keys: [{ ...key, signsFrom: 0 }], withdrawn: [] })),
]);

/** What the order of the keys is decided by, wherever their private halves are kept. */
export type KeyInOrder = Pick<IssuerKey, 'kid' | 'signsFrom'>;
type InOrder<Key> = { readonly keys: readonly Key[] };

export const keyNumberOf = ({ kid }: Pick<IssuerKey, 'kid'>): number => Number(kid.slice(1));

/** @throws where it is neither a private JWK nor a set of them */
export function readIssuerKeys(text: string): IssuerKeys {
  return KeyFile.parse(JSON.parse(text));
}

function newKey(number: number, signsFrom: number): IssuerKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return IssuerKey.parse({ ...privateKey.export({ format: 'jwk' }), kid: `i${number}`, signsFrom });
}

export function firstIssuerKeys(): IssuerKeys {
  return { keys: [newKey(FIRST_NUMBER, 0)], withdrawn: [] };
}

const inOrder = <Key extends KeyInOrder>(keys: readonly Key[]): Key[] =>
  keys.toSorted((one, other) => one.signsFrom - other.signsFrom);

/** The key that signs: the newest whose time has come. */
export function signingKey<Key extends KeyInOrder>(
  { keys }: InOrder<Key>,
  nowMs: number,
): Key | undefined {
  return inOrder(keys).findLast(({ signsFrom }) => signsFrom <= nowMs);
}

/**
 * The keys that verify: those to come, the one that signs, and each before it until what it signed
 * last is gone.
 * @param goneAfterMs how long after its signature a pass may still be shown
 */
export function verifyingKeys<Key extends KeyInOrder>(
  { keys }: InOrder<Key>,
  nowMs: number,
  goneAfterMs: number,
): Key[] {
  const ordered = inOrder(keys);
  return ordered.filter((_, place) => {
    const successor = ordered[place + 1];
    return successor === undefined || nowMs < successor.signsFrom + goneAfterMs;
  });
}

/** The set with one more key, which signs from then on. Keys whose passes are gone are let go. */
export function withNextKey(
  set: IssuerKeys,
  { nowMs, signsFrom, goneAfterMs }: { nowMs: number; signsFrom: number; goneAfterMs: number },
): IssuerKeys {
  const keys = verifyingKeys(set, nowMs, goneAfterMs);
  const newest = keys.at(-1);
  const taken = new Set([...keys.map(({ kid }) => kid), ...set.withdrawn]);
  const after = newest === undefined ? FIRST_NUMBER : keyNumberOf(newest) + 1;
  for (let step = 0; step < KEY_NUMBERS; step++) {
    const number = (after + step) % KEY_NUMBERS;
    if (!taken.has(`i${number}`)) return { ...set, keys: [...keys, newKey(number, signsFrom)] };
  }
  throw new RangeError('every key number is taken');
}

/**
 * The set without this key: nothing that it ever signed is good any more.
 * @returns undefined where there is no such key, or where none would be left that signs now
 */
export function withoutKey(set: IssuerKeys, kid: string, nowMs: number): IssuerKeys | undefined {
  const keys = set.keys.filter((key) => key.kid !== kid);
  if (keys.length === set.keys.length) return undefined;
  const left = { keys, withdrawn: [...set.withdrawn, kid] };
  return signingKey(left, nowMs) === undefined ? undefined : left;
}
