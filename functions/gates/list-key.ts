import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Issuer, Signer } from '../platform/signer.ts';
import { signedBy } from './signed-by.ts';

const HOUR_MS = 3_600_000;
/** A key that leaked from a process is good for a day at most. */
const CERTIFIED_FOR_MS = 24 * HOUR_MS;
/** Renewed while every document signed with it can still be checked by whoever receives it. */
const RENEWED_BEFORE_MS = HOUR_MS;

/** Signs a gate's documents in the issuer's place. */
export type ListKey = {
  /** typ `xq-list-key+jwt`, by the issuer's key. */
  readonly certificate: string;
  /** A compact JWT with these claims, its dates in unix seconds. */
  sign(typ: string, claims: Readonly<Record<string, unknown>>, dates: Dates): Promise<string>;
};
type Dates = { readonly iat: number; readonly exp: number };

const secondsOf = (ms: number): number => Math.floor(ms / 1_000);

/** SEC 1, compressed. */
function compressed(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const isOdd = ((Buffer.from(y, 'base64url').at(-1) ?? 0) & 1) === 1;
  return Buffer.concat([Buffer.of(isOdd ? 3 : 2), Buffer.from(x, 'base64url')]);
}

async function certify(signer: Signer, nowMs: number): Promise<ListKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = await signedBy(signer, 'xq-list-key+jwt', {
    key: compressed(publicKey).toString('base64url'),
    iat: secondsOf(nowMs),
    exp: secondsOf(nowMs + CERTIFIED_FOR_MS),
  });
  const sign: ListKey['sign'] = (typ, claims, dates) =>
    new SignJWT({ ...claims, ...dates }).setProtectedHeader({ alg: 'ES256', typ }).sign(privateKey);
  return { certificate, sign };
}

/**
 * The key with which this process signs gates' documents. Drawn at the first use, never stored,
 * gone with the process; one signature by the issuer a day. Another issuer's key certifies another
 * list key at once: where the one before was withdrawn, so is its certificate.
 */
export function createListKeys(issuer: Issuer): (nowMs: number) => Promise<ListKey> {
  let current:
    | { readonly key: Promise<ListKey>; readonly until: number; readonly issuedBy: number }
    | undefined;
  return (nowMs) => {
    const signer = issuer.signerAt(nowMs);
    const isGood = current?.issuedBy === signer.keyId && nowMs < current.until - RENEWED_BEFORE_MS;
    if (current !== undefined && isGood) return current.key;
    const until = nowMs + CERTIFIED_FOR_MS;
    const drawn = { key: certify(signer, nowMs), until, issuedBy: signer.keyId };
    current = drawn;
    // An issuer that did not answer is asked again by the next request.
    drawn.key.catch(() => {
      if (current === drawn) current = undefined;
    });
    return drawn.key;
  };
}
