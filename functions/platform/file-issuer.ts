import { createPrivateKey, sign } from 'node:crypto';
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { toLowS } from '../../shared/code/signature.ts';
import { compressedPoint, type HeldKeys, issuerOf } from './issuer.ts';
import { firstIssuerKeys, type IssuerKey, keyNumberOf, readIssuerKeys } from './issuer-keys.ts';
import type { Issuer, Signer } from './signer.ts';

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Puts a first key in place whole or not at all; where two do so at once, the first one stays. */
function createKeyFile(path: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(firstIssuerKeys()), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}

function isMissing(path: string): boolean {
  try {
    statSync(path);
    return false;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    throw error;
  }
}

function signerOf(jwk: IssuerKey): Signer {
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    keyId: keyNumberOf(jwk),
    publicKey: compressedPoint(jwk),
    sign: async (message) => toLowS(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

type Held = HeldKeys & {
  /** Which writing of the file this is. */
  readonly writing: string;
};

function readHeld(path: string, writing: string): Held {
  const { keys } = readIssuerKeys(readFileSync(path, 'utf8'));
  return { writing, keys, signers: new Map(keys.map((key) => [key.kid, signerOf(key)])) };
}

/**
 * The issuer's keys in a file on one machine, readable by its owner alone: one private JWK, or a
 * set of them with the time from which each signs. A first key is made where there is no file; a
 * file that was replaced counts from the next question on.
 * @param goneAfterMs how long after its signature a pass may still be shown
 */
export function createFileIssuer(path: string, goneAfterMs: number): Issuer {
  if (isMissing(path)) createKeyFile(path);
  let held: Held | undefined;
  const read = (): Held => {
    const { ino, mtimeMs, size } = statSync(path);
    const writing = `${ino} ${mtimeMs} ${size}`;
    if (held?.writing !== writing) held = readHeld(path, writing);
    return held;
  };
  read();

  return issuerOf(read, goneAfterMs);
}
