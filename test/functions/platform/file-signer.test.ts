import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileSigner } from '../../../functions/platform/file-signer.ts';
import { isLowS } from '../../../shared/code/signature.ts';

const keyPath = () => join(mkdtempSync(join(tmpdir(), 'xq-signer-')), 'issuer-key.json');

describe('the issuer key in a file', () => {
  it('is made once, for its owner alone, and is the same at the next start', () => {
    const path = keyPath();
    const [first, second] = [createFileSigner(path), createFileSigner(path)];
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['issuer-key.json']);
    expect(first.keyId).toBe(1);
    expect(first.publicKey).toHaveLength(33);
    expect(second.publicKey).toEqual(first.publicKey);
  });

  it('signs ES256 that anybody verifies, always with the low s', async () => {
    const path = keyPath();
    const signer = createFileSigner(path);
    const { d, ...jwk } = JSON.parse(readFileSync(path, 'utf8'));
    expect(d).toHaveLength(43);
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    for (let round = 0; round < 24; round++) {
      const message = Buffer.from(`pass ${round}`);
      const signature = await signer.sign(message);
      expect(signature).toHaveLength(64);
      expect(isLowS(signature)).toBe(true);
      expect(verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    }
  });

  it('is never replaced: a file that is no key stops the start', () => {
    const path = keyPath();
    writeFileSync(path, '{"kty":"EC"}');
    expect(() => createFileSigner(path)).toThrow();
    expect(readFileSync(path, 'utf8')).toBe('{"kty":"EC"}');
  });
});
