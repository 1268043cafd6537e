import { createPrivateKey, ECDH, generateKeyPairSync, sign } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { toLowS } from '../../shared/code/signature.ts';
import type { Signer } from './signer.ts';

const PrivateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.base64url().length(43),
  y: z.base64url().length(43),
  d: z.base64url().length(43),
  kid: z.string().regex(/^i([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])$/),
});
type PrivateJwk = z.infer<typeof PrivateJwk>;

/** The key that is made where there is none. */
const FIRST_KEY = 'i1';

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** Puts a new key in place whole or not at all; where two do so at once, the first one stays. */
function createKeyFile(path: string): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: FIRST_KEY };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(jwk), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isTaken(error)) throw error;
  } finally {
    unlinkSync(draft);
  }
}

function readKeyFile(path: string): PrivateJwk {
  return PrivateJwk.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function isMissing(path: string): boolean {
  try {
    readFileSync(path);
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
    throw error;
  }
}

function compressedPoint({ x, y }: PrivateJwk): Uint8Array {
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

/**
 * The issuer's key in a file on one machine: a private JWK, readable by its owner alone, made at
 * the first use.
 */
export function createFileSigner(path: string): Signer {
  if (isMissing(path)) createKeyFile(path);
  const jwk = readKeyFile(path);
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    keyId: Number(jwk.kid.slice(1)),
    publicKey: compressedPoint(jwk),
    sign: async (message) => toLowS(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}
