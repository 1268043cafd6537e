import { base64urlnopad } from '@scure/base';
import { compressedPoint, sign } from './device-key.ts';

type Claims = Readonly<Record<string, string | number>>;

const encoded = (value: unknown) =>
  base64urlnopad.encode(new TextEncoder().encode(JSON.stringify(value)));

/**
 * A compact JWS (ES256) by a key of this device.
 * @param header beside `alg`: `typ`, and `kid` where the server has a name for the key
 */
export async function signedToken(
  key: CryptoKeyPair,
  header: { readonly typ: string; readonly kid?: string },
  claims: Claims,
): Promise<string> {
  const input = `${encoded({ alg: 'ES256', ...header })}.${encoded(claims)}`;
  const signature = await sign(key, new TextEncoder().encode(input));
  return `${input}.${base64urlnopad.encode(signature)}`;
}

/** The public half as messages carry it: a compressed point, base64url. */
export async function publicKeyText(key: CryptoKeyPair): Promise<string> {
  return base64urlnopad.encode(await compressedPoint(key));
}
