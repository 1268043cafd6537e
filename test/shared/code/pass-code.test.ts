import { describe, expect, it } from 'vitest';
import { readCode, writeCardCode, writeLiveCode } from '../../../shared/code/pass-code.ts';
import { CARD_BYTES, encodePassPart, SIGNED_PASS_BYTES } from '../../../shared/code/pass-part.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';
import { malleated } from '../../vectors/deterministic-es256.ts';
import {
  cardCode,
  challengeProof,
  deviceOf,
  liveCode,
  NOW_SLOT,
  passOf,
  signPart,
  signProof,
  slotProof,
} from '../../vectors/street.ts';

const part = passOf('resident');
const signed = signPart(encodePassPart(part));

describe('the code of a pass', () => {
  it('gives back the part, the signatures, the mode and the slot', () => {
    const value = challengeProof(NOW_SLOT);
    const signature = signProof(signed, value, deviceOf('resident'));
    const parts = readCode(writeLiveCode(signed, value, signature));
    if (isRefusal(parts)) throw new Error(parts.refused);
    expect(parts.part).toEqual({ ...part, deviceKey: Uint8Array.from(part.deviceKey ?? []) });
    expect(Buffer.from(parts.signedBytes)).toEqual(Buffer.from(signed));
    expect(Buffer.from(parts.partBytes)).toEqual(Buffer.from(signed.subarray(0, 49)));
    expect(Buffer.from(parts.issuerSignature)).toEqual(Buffer.from(signed.subarray(49)));
    expect(parts.proof).toMatchObject({ mode: 'challenge', slot: NOW_SLOT });
    expect(Buffer.from(parts.proof?.signature ?? [])).toEqual(Buffer.from(signature));
  });

  it('is written alike from either signature of a device that cannot choose', () => {
    const value = slotProof(NOW_SLOT);
    const signature = signProof(signed, value, deviceOf('resident'));
    expect(writeLiveCode(signed, value, malleated(signature))).toBe(
      writeLiveCode(signed, value, signature),
    );
  });

  it('has 277 characters from a phone and 124 on a card', () => {
    expect(liveCode(part)).toHaveLength(277);
    expect(cardCode(passOf('resident', { kind: 'card' }))).toHaveLength(124);
  });

  it('is not written from parts of another length', () => {
    const value = slotProof(NOW_SLOT);
    const proof = new Uint8Array(64).fill(1);
    expect(() => writeLiveCode(signed.subarray(1), value, proof)).toThrow(RangeError);
    expect(() => writeLiveCode(signed, value, proof.subarray(1))).toThrow(RangeError);
    expect(() => writeLiveCode(signed, slotProof(2 ** 32), proof)).toThrow(RangeError);
    expect(() => writeLiveCode(signed, slotProof(-1), proof)).toThrow(RangeError);
    expect(() => writeCardCode(signed)).toThrow(RangeError);
    expect([SIGNED_PASS_BYTES, CARD_BYTES]).toEqual([113, 80]);
  });

  it.each([
    ['of the prefix and a megabyte of a valid code', `XQ1:${'W50'.repeat(350_000)}`],
    ['a valid code and a megabyte behind it', liveCode(part) + '0'.repeat(1_000_000)],
    ['of a megabyte of anything', 'A'.repeat(1_000_000)],
    ['of a megabyte of spaces before a code', ' '.repeat(1_000_000) + liveCode(part)],
  ])('is refused where the text is %s', (_, text) => {
    expect(readCode(text)).toEqual({ refused: 'malformed' });
  });
});
