import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileIssuer } from '../../../functions/platform/file-issuer.ts';
import {
  firstIssuerKeys,
  readIssuerKeys,
  withNextKey,
  withoutKey,
} from '../../../functions/platform/issuer-keys.ts';
import { isLowS } from '../../../shared/code/signature.ts';
import { NOON } from '../../support/fixed-clock.ts';

const GONE_AFTER = 38 * 86_400_000;
const MINUTE = 60_000;
const keyPath = () => join(mkdtempSync(join(tmpdir(), 'xq-issuer-')), 'issuer-key.json');
const issuerAt = (path: string) => createFileIssuer(path, GONE_AFTER);

/** A folder of one key, and the set in it changed as an operator would. */
function rotated(path: string, signsFrom: number, nowMs = NOON): void {
  const set = readIssuerKeys(readFileSync(path, 'utf8'));
  const next = withNextKey(set, { nowMs, signsFrom, goneAfterMs: GONE_AFTER });
  writeFileSync(path, JSON.stringify(next));
}
function withdrawn(path: string, kid: string): void {
  const left = withoutKey(readIssuerKeys(readFileSync(path, 'utf8')), kid, NOON);
  if (left === undefined) throw new Error('not withdrawn');
  writeFileSync(path, JSON.stringify(left));
}
const verifying = (path: string, nowMs: number) => [...issuerAt(path).pointsAt(nowMs).keys()];

describe('the issuer’s keys in a file', () => {
  it('begin with one, made once, for its owner alone, the same at the next start', () => {
    const path = keyPath();
    const [first, second] = [issuerAt(path).signerAt(NOON), issuerAt(path).signerAt(NOON)];
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['issuer-key.json']);
    expect(first.keyId).toBe(1);
    expect(first.publicKey).toHaveLength(33);
    expect(second.publicKey).toEqual(first.publicKey);
  });

  it('sign ES256 that anybody verifies, always with the low s', async () => {
    const path = keyPath();
    const signer = issuerAt(path).signerAt(NOON);
    const { d, signsFrom, ...jwk } = JSON.parse(readFileSync(path, 'utf8')).keys[0];
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

  it('are never replaced: a file that is no key stops the start', () => {
    const path = keyPath();
    writeFileSync(path, '{"kty":"EC"}');
    expect(() => issuerAt(path)).toThrow();
    expect(readFileSync(path, 'utf8')).toBe('{"kty":"EC"}');
  });

  it('may be one private JWK and nothing else', () => {
    const path = keyPath();
    const [{ kty, crv, x, y, d } = { kty: '', crv: '', x: '', y: '', d: '' }] =
      firstIssuerKeys().keys;
    writeFileSync(path, JSON.stringify({ kty, crv, x, y, d, kid: 'i9' }));
    expect(issuerAt(path).signerAt(NOON).keyId).toBe(9);
    expect(verifying(path, NOON)).toEqual([9]);
    rotated(path, NOON);
    expect(issuerAt(path).signerAt(NOON).keyId).toBe(10);
  });

  it('are published before they sign, and change hands at the very moment', () => {
    const path = keyPath();
    const issuer = issuerAt(path);
    rotated(path, NOON + 10 * MINUTE);
    expect([...issuer.pointsAt(NOON).keys()]).toEqual([1, 2]);
    expect(issuer.signerAt(NOON + 10 * MINUTE - 1).keyId).toBe(1);
    expect(issuer.signerAt(NOON + 10 * MINUTE).keyId).toBe(2);
  });

  it('verify until the last pass that they signed is gone', () => {
    const path = keyPath();
    issuerAt(path);
    rotated(path, NOON);
    expect(verifying(path, NOON + GONE_AFTER - 1)).toEqual([1, 2]);
    expect(verifying(path, NOON + GONE_AFTER)).toEqual([2]);
  });

  it('are the very same map while they are the same keys, and another once they are not', () => {
    const path = keyPath();
    const issuer = issuerAt(path);
    const before = issuer.pointsAt(NOON);
    expect(issuer.pointsAt(NOON + MINUTE)).toBe(before);
    rotated(path, NOON);
    const overlapping = issuer.pointsAt(NOON);
    expect(overlapping).not.toBe(before);
    expect(issuer.pointsAt(NOON + GONE_AFTER)).not.toBe(overlapping);
  });

  it('that were withdrawn verify nothing, leave no private half and give their number to no other', () => {
    const path = keyPath();
    const issuer = issuerAt(path);
    rotated(path, NOON);
    const old = JSON.parse(readFileSync(path, 'utf8')).keys[0].d;
    withdrawn(path, 'i1');
    expect([...issuer.pointsAt(NOON).keys()]).toEqual([2]);
    expect(readFileSync(path, 'utf8')).not.toContain(old);
    for (let number = 3; number <= 256; number++) rotated(path, NOON);
    expect(issuer.pointsAt(NOON).has(1)).toBe(false);
    expect(() => rotated(path, NOON)).toThrow('every key number is taken');
  });

  it('are never withdrawn to the last: somebody has to sign', () => {
    const set = firstIssuerKeys();
    expect(withoutKey(set, 'i1', NOON)).toBeUndefined();
    const soon = withNextKey(set, {
      nowMs: NOON,
      signsFrom: NOON + MINUTE,
      goneAfterMs: GONE_AFTER,
    });
    expect(withoutKey(soon, 'i1', NOON)).toBeUndefined();
    expect(withoutKey(soon, 'i1', NOON + MINUTE)?.keys.map(({ kid }) => kid)).toEqual(['i2']);
    expect(withoutKey(soon, 'i7', NOON)).toBeUndefined();
  });
});
