import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  asIssuerKeys,
  issuerKeysIn,
  withdrawsAny,
} from '../../../web/guard/documents/issuer-keys.ts';
import { createSignatureVerifier } from '../../../web/kit/signature-verifier.ts';

const verifier = createSignatureVerifier();
const importKey = (point: Uint8Array) => verifier.importKey(point);
let one: JWK;
let two: JWK;

async function newJwk(kid: string): Promise<JWK> {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
}
const held = async (
  keys: unknown[],
  before: Awaited<ReturnType<typeof issuerKeysIn>> = new Map(),
) => (await issuerKeysIn({ keys }, importKey, before ?? new Map())) ?? new Map();

beforeAll(async () => {
  one = await newJwk('i1');
  two = await newJwk('i2');
});

describe('the issuer’s keys', () => {
  it('are taken by their number', async () => {
    expect([...asIssuerKeys(await held([one, two])).keys()]).toEqual([1, 2]);
  });

  it('leave out what no pass can be signed with', async () => {
    const others = [
      { ...one, crv: 'P-384', kid: 'i3' },
      { kty: 'oct', k: 'AAAA', kid: 'i4' },
      { ...one, kid: 'somebody' },
      'no key',
    ];
    expect([...(await held([...others, one])).keys()]).toEqual([1]);
  });

  it('stay the same objects while they stay the same keys, so that verified passes stay known', async () => {
    const before = await held([one]);
    const after = await held([two, one], before);
    expect(after.get(1)?.key).toBe(before.get(1)?.key);
    expect(withdrawsAny(before, after)).toBe(false);
  });

  it('are withdrawn when they are gone, and when another key takes their number', async () => {
    const before = await held([one, two]);
    expect(withdrawsAny(before, await held([two], before))).toBe(true);
    expect(withdrawsAny(before, await held([{ ...two, kid: 'i1' }, two], before))).toBe(true);
  });

  it('are not taken from what is no key set', async () => {
    expect(await issuerKeysIn({ error: 'not found' }, importKey, new Map())).toBeUndefined();
  });
});
