import { createPrivateKey, ECDH, sign } from 'node:crypto';
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { toLowS } from '../../shared/code/signature.ts';
import {
  firstIssuerKeys,
  type IssuerKey,
  type IssuerKeys,
  keyNumberOf,
  readIssuerKeys,
  signingKey,
  verifyingKeys,
} from './issuer-keys.ts';
import type { Issuer, IssuerPoints, Signer } from './signer.ts';

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

function compressedPoint({ x, y }: IssuerKey): Uint8Array {
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  return Buffer.from(
    ECDH.convertKey(point, 'prime256v1', undefined, 'hex', 'compressed').toString(),
    'hex',
  );
}

function signerOf(jwk: IssuerKey): Signer {
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    keyId: keyNumberOf(jwk),
    publicKey: compressedPoint(jwk),
    sign: async (message) => toLowS(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

type Held = {
  /** Which writing of the file this is. */
  readonly writing: string;
  readonly keys: IssuerKeys;
  readonly signers: ReadonlyMap<string, Signer>;
};

function readHeld(path: string, writing: string): Held {
  const keys = readIssuerKeys(readFileSync(path, 'utf8'));
  return { writing, keys, signers: new Map(keys.keys.map((key) => [key.kid, signerOf(key)])) };
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

  let given:
    | { readonly of: Held; readonly names: string; readonly points: IssuerPoints }
    | undefined;
  return {
    signerAt: (nowMs) => {
      const { keys, signers } = read();
      const signer = signers.get(signingKey(keys, nowMs)?.kid ?? '');
      if (signer === undefined) throw new Error('no issuer key signs at this time');
      return signer;
    },
    pointsAt: (nowMs) => {
      const of = read();
      const verifying = verifyingKeys(of.keys, nowMs, goneAfterMs);
      const names = verifying.map(({ kid }) => kid).join(' ');
      if (given?.of !== of || given.names !== names) {
        const points = new Map<number, Uint8Array>();
        for (const key of verifying) {
          const signer = of.signers.get(key.kid);
          if (signer !== undefined) points.set(signer.keyId, signer.publicKey);
        }
        given = { of, names, points };
      }
      return given.points;
    },
  };
}
