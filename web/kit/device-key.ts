import { toLowS } from '../../shared/code/signature.ts';

const P256 = 'P-256';
/** The private half never leaves the browser's own keeping, not even for this page. */
const EXTRACTABLE = false;
const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

export function createSigningKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: P256 }, EXTRACTABLE, [
    'sign',
    'verify',
  ]);
}

/** Receives keys wrapped by ECDH-ES. */
export function createAgreementKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDH', namedCurve: P256 }, EXTRACTABLE, ['deriveBits']);
}

/** The public half as a compressed point, 33 bytes. */
export async function compressedPoint({ publicKey }: CryptoKeyPair): Promise<Uint8Array> {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const lastOfY = point[point.length - 1] ?? 0;
  return new Uint8Array([lastOfY % 2 === 0 ? 2 : 3, ...point.subarray(1, 33)]);
}

/** ES256: r ‖ s, 64 bytes, low s. */
export async function sign(
  { privateKey }: CryptoKeyPair,
  message: Uint8Array,
): Promise<Uint8Array> {
  const signature = await crypto.subtle.sign(ES256, privateKey, new Uint8Array(message));
  return toLowS(new Uint8Array(signature));
}

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
}
