import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type CryptoKey, compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { signatureVerifier } from '../../functions/platform/signature-verifier.ts';
import { gateCodeJws, gateCodeSigningInput, readGateCode } from '../../shared/code/gate-code.ts';
import { readCode } from '../../shared/code/pass-code.ts';
import { passJws } from '../../shared/code/pass-part.ts';
import { proofJws } from '../../shared/code/proof.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { REASONS } from '../../shared/gate/outcomes.ts';
import { decompressPoint } from '../../web/kit/decompress-point.ts';
import { expectedOf, playVector, readVectors } from '../vectors/play-vector.ts';
import { challengeOf } from '../vectors/street.ts';
import { GateCodeVector } from '../vectors/vector.ts';
import { vectorFiles } from '../vectors/vector-files.ts';

const folder = new URL('../vectors/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

const FILES = ['refusals.json', 'decisions.json', 'gate-codes.json'];
const vectors = readVectors();
const gateCodes = z.array(GateCodeVector).parse(read('gate-codes.json'));

async function joseKey(point: Uint8Array): Promise<CryptoKey | Uint8Array> {
  const expanded = Buffer.from(decompressPoint(point) ?? []);
  return importJWK(
    {
      kty: 'EC',
      crv: 'P-256',
      x: expanded.toString('base64url', 1, 33),
      y: expanded.toString('base64url', 33),
    },
    'ES256',
  );
}

describe('the published vectors', () => {
  it('are what their generator writes', () => {
    const written = vectorFiles();
    expect(Object.keys(written)).toEqual(FILES);
    for (const [name, content] of Object.entries(written)) {
      expect(readFileSync(new URL(name, folder), 'utf8') === content, name).toBe(true);
    }
  });

  it('stay small enough to be read', () => {
    for (const name of FILES) {
      expect(statSync(new URL(name, folder)).size).toBeLessThan(1_000_000);
    }
  });

  it('each have a name of their own', () => {
    const names = vectors.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('touch every reason but a fault, and a typed number’s own, which is no code', () => {
    const touched = new Set(vectors.map((vector) => vector.expect.reason));
    expect(REASONS.filter((reason) => !touched.has(reason))).toEqual(['unknown_number', 'fault']);
  });

  it('yield their verdicts by OpenSSL', async () => {
    for (const vector of vectors) {
      const verdicts = await playVector(vector, signatureVerifier);
      expect(verdicts, vector.name).toEqual(expectedOf(vector));
    }
  });

  it('hold nothing but JWS that any JOSE library verifies', async () => {
    let proofs = 0;
    for (const { text, name, expect: verdict, issuerKeys, gate } of vectors) {
      const parts = readCode(text);
      if (isRefusal(parts)) continue;
      const { part, partBytes, issuerSignature, signedBytes, proof } = parts;
      const issuer = issuerKeys[`i${part.keyId}`];
      if (issuer === undefined || verdict.reason === 'bad_signature') continue;
      const pass = await compactVerify(
        passJws(partBytes, issuerSignature),
        await joseKey(Buffer.from(issuer, 'hex')),
        { algorithms: ['ES256'] },
      );
      expect(pass.protectedHeader, name).toEqual({
        alg: 'ES256',
        kid: `i${part.keyId}`,
        typ: 'xq-pass',
      });
      if (proof === undefined || part.deviceKey === undefined) continue;
      if (verdict.reason === 'bad_proof') continue;
      const digest = createHash('sha256').update(signedBytes).digest();
      const { mode, slot, signature } = proof;
      const value =
        mode === 'slot'
          ? { mode, slot }
          : { mode, slot, gate: gate.gate, challenge: challengeOf(gate.gate, slot) };
      const jws = proofJws(digest, value, signature);
      const { protectedHeader } = await compactVerify(jws, await joseKey(part.deviceKey), {
        algorithms: ['ES256'],
      });
      expect(protectedHeader, name).toEqual({ alg: 'ES256', typ: 'xq-proof' });
      proofs += 1;
    }
    expect(proofs).toBeGreaterThan(200);
  });
});

describe('the vectors of gate codes', () => {
  it.each(gateCodes)('$name', async ({ text, deviceKey, fields, refused, authentic }) => {
    const parts = readGateCode(text);
    if (isRefusal(parts)) {
      expect(parts.refused).toBe(refused);
      return;
    }
    expect(refused).toBeNull();
    const { host, fields: told, signature } = parts;
    expect({ ...told, host, challenge: Buffer.from(told.challenge).toString('hex') }).toEqual(
      fields,
    );
    const key = await signatureVerifier.importKey(Buffer.from(deviceKey, 'hex'));
    if (key === undefined) throw new Error('a device key of no use');
    expect(signatureVerifier.verify(key, gateCodeSigningInput(told), signature)).toBe(authentic);
    const jws = compactVerify(
      gateCodeJws(told, signature),
      await joseKey(Buffer.from(deviceKey, 'hex')),
    );
    if (authentic) {
      expect((await jws).protectedHeader).toEqual({ alg: 'ES256', typ: 'xq-gate' });
    } else {
      await expect(jws).rejects.toThrow('signature verification failed');
    }
  });
});
