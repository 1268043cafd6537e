import { describe, expect, it } from 'vitest';
import { readCode } from '../../../../shared/code/pass-code.ts';
import { encodePassPart, passSigningInput } from '../../../../shared/code/pass-part.ts';
import { verifyCode } from '../../../../shared/code/verify-code.ts';
import { codeWriterOf } from '../../../../web/kit/code/slot-code.ts';
import { compressedPoint, createSigningKey, sign } from '../../../../web/kit/device-key.ts';
import { createSignatureVerifier } from '../../../../web/kit/signature-verifier.ts';

const SLOT = 359_000_000;
const verifier = createSignatureVerifier(crypto.subtle);

/** A pass as the issuer hands it out, for a phone's key. */
async function issued() {
  const [issuer, key] = await Promise.all([createSigningKey(), createSigningKey()]);
  const part = encodePassPart({
    kind: 'live',
    keyId: 1,
    compound: 3,
    index: 77,
    class: 'resident',
    specimen: false,
    gates: 1,
    notBefore: 1_795_000_020,
    expires: 1_795_600_020,
    deviceKey: await compressedPoint(key),
  });
  const signature = await sign(issuer, passSigningInput(part));
  const issuerKey = await verifier.importKey(await compressedPoint(issuer));
  if (issuerKey === undefined) throw new Error('a good key is refused');
  const signedPass = Buffer.concat([part, signature]).toString('base64url');
  return { pass: { signedPass, key }, keys: new Map([[1, issuerKey]]) };
}

describe('the code of a slot', () => {
  it('is what a gate reads and verifies, for that slot', async () => {
    const { pass, keys } = await issued();
    const write = codeWriterOf(pass);
    for (const slot of [SLOT, SLOT + 1]) {
      const parts = readCode(await write(slot));
      if ('refused' in parts) throw new Error(parts.refused);
      expect(await verifyCode(parts, { keys, verifier })).toMatchObject({
        part: { compound: 3, index: 77 },
        proof: { mode: 'slot', slot },
      });
    }
  });

  it('proves nothing with the key of another phone', async () => {
    const { pass, keys } = await issued();
    const write = codeWriterOf({ ...pass, key: await createSigningKey() });
    const parts = readCode(await write(SLOT));
    if ('refused' in parts) throw new Error(parts.refused);
    expect(await verifyCode(parts, { keys, verifier })).toEqual({ refused: 'bad_proof' });
  });
});
