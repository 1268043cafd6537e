import { createHash, ECDH } from 'node:crypto';
import { compactJws, protectedHeader, signingInput } from '../../shared/code/jws.ts';
import type { Signer } from '../platform/signer.ts';

/** What a signature is about, so that none can be taken for another. */
export const CERTIFICATE_TYPE = 'xq-destruction+jwt';
export const WITNESS_TYPE = 'xq-destruction-witness+jwt';
export const KEY_GONE_TYPE = 'xq-destruction-key-gone+jwt';
type LineType = typeof CERTIFICATE_TYPE | typeof WITNESS_TYPE | typeof KEY_GONE_TYPE;

const HALF = 32;

function jwkOf(publicKey: Uint8Array) {
  const whole = ECDH.convertKey(publicKey, 'prime256v1', undefined, undefined, 'uncompressed');
  const point = Buffer.from(whole);
  const x = point.subarray(1, 1 + HALF).toString('base64url');
  const y = point.subarray(1 + HALF).toString('base64url');
  return { kty: 'EC', crv: 'P-256', x, y };
}

/**
 * A compact JWS over one line. The key set lets a key go when its last pass is gone, so the header
 * carries the public half besides its name.
 */
export async function signLine(
  signer: Signer,
  typ: LineType,
  line: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { keyId, publicKey } = signer;
  const header = { alg: 'ES256', typ, kid: `i${keyId}`, jwk: jwkOf(publicKey) };
  const payload = new TextEncoder().encode(JSON.stringify(line));
  const input = signingInput(protectedHeader(JSON.stringify(header)), payload);
  return compactJws(input, await signer.sign(input));
}

/** Names a signed line in another: SHA-256, base64url. */
export const nameOfLine = (signature: string): string =>
  createHash('sha256').update(signature).digest('base64url');
