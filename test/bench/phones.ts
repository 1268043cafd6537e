import { createHash, generateKeyPairSync, type KeyObject, randomInt, sign } from 'node:crypto';
import { writeCardCode, writeLiveCode } from '../../shared/code/pass-code.ts';
import { encodePassPart, type PassPart, passSigningInput } from '../../shared/code/pass-part.ts';
import { proofSigningInput } from '../../shared/code/proof.ts';
import { toLowS } from '../../shared/code/signature.ts';
import { passOf, slotProof } from '../vectors/street.ts';

/** Phones and an issuer with keys of this run, signing as real ones do. */
export type Signing = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

export const newKeys = (): Signing => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export function pointOf(publicKey: KeyObject): Uint8Array {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const odd = (Buffer.from(y, 'base64url').at(-1) ?? 0) & 1;
  return Buffer.concat([Buffer.of(2 + odd), Buffer.from(x, 'base64url')]);
}

export const signEs256 = (key: KeyObject, message: Uint8Array): Uint8Array =>
  toLowS(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }));

export type Phone = {
  readonly keys: Signing;
  readonly part: PassPart;
  readonly signedPass: Uint8Array;
};

function signedBy(issuer: Signing, part: PassPart): Uint8Array {
  const bytes = encodePassPart(part);
  return Buffer.concat([bytes, signEs256(issuer.privateKey, passSigningInput(bytes))]);
}

export function newPhone(issuer: Signing, changes: Partial<PassPart> = {}): Phone {
  const keys = newKeys();
  const part = passOf('resident', { deviceKey: pointOf(keys.publicKey), ...changes });
  return { keys, part, signedPass: signedBy(issuer, part) };
}

/** What a phone shows in a slot, and what of it a verifier has to verify. */
export function show(phone: Phone, slot: number) {
  const digest = createHash('sha256').update(phone.signedPass).digest();
  const message = proofSigningInput(digest, slotProof(slot));
  const signature = signEs256(phone.keys.privateKey, message);
  const text = writeLiveCode(phone.signedPass, slotProof(slot), signature);
  return { text, message, signature };
}

export function randomCard(issuer: Signing): string {
  const part = passOf('resident', { kind: 'card', index: randomInt(2 ** 24) });
  return writeCardCode(signedBy(issuer, part));
}
