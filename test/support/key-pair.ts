import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { toLowS } from '../../shared/code/signature.ts';

/** A P-256 key of somebody in a test: an issuer, a phone, a gate's device. */
export type KeyPair = {
  /** Compressed point, 33 bytes. */
  readonly publicKey: Uint8Array;
  /** The same, base64url. */
  readonly publicText: string;
  readonly privateKey: KeyObject;
  /** ES256, 64 bytes, low s. */
  sign(message: Uint8Array): Uint8Array;
  /** A compact JWS of JSON claims. */
  token(header: Readonly<Record<string, unknown>>, claims: unknown): string;
};

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

export function newKeyPair(): KeyPair {
  return keyPairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

export function keyPairOf(privateKey: KeyObject): KeyPair {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const parity = 2 + ((Buffer.from(y, 'base64url').at(-1) ?? 0) & 1);
  const point = Buffer.concat([Buffer.of(parity), Buffer.from(x, 'base64url')]);
  const signMessage = (message: Uint8Array): Uint8Array =>
    toLowS(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
  return {
    publicKey: point,
    publicText: point.toString('base64url'),
    privateKey,
    sign: signMessage,
    token: (header, claims) => {
      const input = `${base64url(JSON.stringify({ alg: 'ES256', ...header }))}.${base64url(JSON.stringify(claims))}`;
      return `${input}.${Buffer.from(signMessage(Buffer.from(input))).toString('base64url')}`;
    },
  };
}

/** base64url of SHA-256. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64url');
}
