import { describe, expect, it } from 'vitest';
import { signatureVerifier } from '../../../functions/platform/signature-verifier.ts';
import { readCode } from '../../../shared/code/pass-code.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';
import { VerifiedPasses } from '../../../shared/code/verified-passes.ts';
import { type SignatureVerifier, verifyCode } from '../../../shared/code/verify-code.ts';
import { issuer, liveCode, NOW_SLOT, nextIssuer, passOf, slotProof } from '../../vectors/street.ts';

type Key = NonNullable<Awaited<ReturnType<typeof signatureVerifier.importKey>>>;

async function keyFrom(point: Uint8Array): Promise<Key> {
  const key = await signatureVerifier.importKey(point);
  if (key === undefined) throw new Error('a good key is refused');
  return key;
}

/** Counts what it is asked to verify. */
function counting() {
  const counts = { verified: 0, imported: 0 };
  const verifier: SignatureVerifier<Key> = {
    ...signatureVerifier,
    importKey: (point) => {
      counts.imported += 1;
      return signatureVerifier.importKey(point);
    },
    verify: (key, message, signature) => {
      counts.verified += 1;
      return signatureVerifier.verify(key, message, signature);
    },
  };
  return { counts, verifier };
}

function partsOf(text: string) {
  const parts = readCode(text);
  if (isRefusal(parts)) throw new Error(parts.refused);
  return parts;
}

const code = (slot: number, index = 17) =>
  partsOf(liveCode(passOf('resident', { index }), slotProof(slot)));

describe('the passes verified before', () => {
  it('spare a phone seen before one verification and the import of its key', async () => {
    const { counts, verifier } = counting();
    const verified = new VerifiedPasses<Key>();
    const keys = new Map([[1, await keyFrom(issuer.publicKey)]]);
    await verifyCode(code(NOW_SLOT), { keys, verifier, verified });
    expect(counts).toEqual({ verified: 2, imported: 1 });
    const again = await verifyCode(code(NOW_SLOT + 1), { keys, verifier, verified });
    expect(isRefusal(again)).toBe(false);
    expect(counts).toEqual({ verified: 3, imported: 1 });
  });

  it('vouch for nothing once an issuer’s key is withdrawn', async () => {
    const { verifier } = counting();
    const verified = new VerifiedPasses<Key>();
    const keys = new Map([[1, await keyFrom(issuer.publicKey)]]);
    await verifyCode(code(NOW_SLOT), { keys, verifier, verified });
    const withdrawn = new Map([[2, await keyFrom(nextIssuer.publicKey)]]);
    expect(await verifyCode(code(NOW_SLOT), { keys: withdrawn, verifier, verified })).toEqual({
      refused: 'unknown_issuer',
    });
  });

  it('vouch for nothing under another key of the same id, even if nobody emptied them', async () => {
    const { verifier } = counting();
    const verified = new VerifiedPasses<Key>();
    const keys = new Map([[1, await keyFrom(issuer.publicKey)]]);
    await verifyCode(code(NOW_SLOT), { keys, verifier, verified });
    const replaced = new Map([[1, await keyFrom(nextIssuer.publicKey)]]);
    expect(await verifyCode(code(NOW_SLOT), { keys: replaced, verifier, verified })).toEqual({
      refused: 'bad_signature',
    });
  });

  it('verify again after they were emptied', async () => {
    const { counts, verifier } = counting();
    const verified = new VerifiedPasses<Key>();
    const keys = new Map([[1, await keyFrom(issuer.publicKey)]]);
    await verifyCode(code(NOW_SLOT), { keys, verifier, verified });
    verified.clear();
    await verifyCode(code(NOW_SLOT), { keys, verifier, verified });
    expect(counts).toEqual({ verified: 4, imported: 2 });
  });

  it('forget the oldest when they are full', async () => {
    const { counts, verifier } = counting();
    const verified = new VerifiedPasses<Key>(2);
    const keys = new Map([[1, await keyFrom(issuer.publicKey)]]);
    for (const index of [1, 2, 3]) {
      await verifyCode(code(NOW_SLOT, index), { keys, verifier, verified });
    }
    expect(counts.imported).toBe(3);
    await verifyCode(code(NOW_SLOT, 3), { keys, verifier, verified });
    expect(counts.imported).toBe(3);
    await verifyCode(code(NOW_SLOT, 1), { keys, verifier, verified });
    expect(counts.imported).toBe(4);
  });
});

describe('verifying a code', () => {
  it('lets a fault of the platform through instead of calling it a refusal', async () => {
    const keys = new Map([[1, await keyFrom(issuer.publicKey)]]);
    const verifier: SignatureVerifier<Key> = {
      ...signatureVerifier,
      verify: () => Promise.reject(new Error('no crypto here')),
    };
    await expect(verifyCode(code(NOW_SLOT), { keys, verifier })).rejects.toThrow('no crypto here');
  });
});
