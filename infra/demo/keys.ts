import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { writeLiveCode } from '../../shared/code/pass-code.ts';
import { passSigningInput } from '../../shared/code/pass-part.ts';
import { type ProofValue, proofSigningInput } from '../../shared/code/proof.ts';
import { toLowS } from '../../shared/code/signature.ts';

/** A P-256 key in a phone. */
export type PhoneKey = {
  /** Compressed point, base64url. */
  readonly publicText: string;
  sign(message: Uint8Array): Uint8Array;
  /** A compact JWS of JSON claims. */
  token(header: Readonly<Record<string, string>>, claims: object): string;
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export function newPhoneKey(): PhoneKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const odd = (Buffer.from(y, 'base64url').at(-1) ?? 0) & 1;
  const point = Buffer.concat([Buffer.of(2 + odd), Buffer.from(x, 'base64url')]);
  const signed = (message: Uint8Array): Uint8Array =>
    toLowS(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
  return {
    publicText: point.toString('base64url'),
    sign: signed,
    token: (header, claims) => {
      const input = `${encoded({ alg: 'ES256', ...header })}.${encoded(claims)}`;
      return `${input}.${Buffer.from(signed(Buffer.from(input))).toString('base64url')}`;
    },
  };
}

export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url');

/** What a phone shows in a slot. */
export function liveCode(key: PhoneKey, signedPass: string, slot: number): string {
  const signed = Buffer.from(signedPass, 'base64url');
  const value: ProofValue = { mode: 'slot', slot };
  const digest = createHash('sha256').update(signed).digest();
  return writeLiveCode(signed, value, key.sign(proofSigningInput(digest, value)));
}

const LIVE_PART_BYTES = 49;

/** A genuine pass under another signature than the issuer's: the phone's own. */
export function selfSigned(key: PhoneKey, signedPass: string): string {
  const part = Buffer.from(signedPass, 'base64url').subarray(0, LIVE_PART_BYTES);
  return Buffer.concat([part, key.sign(passSigningInput(part))]).toString('base64url');
}
