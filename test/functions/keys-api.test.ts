import { compactVerify, createLocalJWKSet } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKeysApi } from '../../functions/keys-api.ts';
import { encodePassPart, passJws, passSigningInput } from '../../shared/code/pass-part.ts';
import { IssuerKeySet } from '../../shared/messages/keys.ts';
import { issuerWith, signerOf } from '../support/issuer.ts';
import { type KeyPair, newKeyPair } from '../support/key-pair.ts';
import { passOf } from '../vectors/street.ts';

let [first, second]: [KeyPair, KeyPair] = [newKeyPair(), newKeyPair()];
let app: ReturnType<typeof createKeysApi>;
beforeEach(() => {
  [first, second] = [newKeyPair(), newKeyPair()];
  app = createKeysApi({
    issuer: issuerWith(signerOf(first, 1), signerOf(second, 2)),
  });
});
const read = (headers: Record<string, string> = {}) =>
  app.request('/.well-known/jwks.json', { headers });

describe('the issuer’s keys', () => {
  it('are all there by name, and verify a pass with anybody’s library', async () => {
    const keySet = IssuerKeySet.parse(await (await read()).json());
    expect(keySet.keys.map(({ kid }) => kid)).toEqual(['i1', 'i2']);
    const keys = createLocalJWKSet(keySet);
    for (const [keyId, issuer] of [
      [1, first],
      [2, second],
    ] as const) {
      const part = encodePassPart({ ...passOf('resident'), keyId });
      const jws = passJws(part, issuer.sign(passSigningInput(part)));
      const { payload } = await compactVerify(jws, keys);
      expect(Buffer.from(payload)).toEqual(Buffer.from(part));
    }
  });

  it('are public, and no private half is among them', async () => {
    const keySet = Object(await (await read()).json());
    for (const key of keySet.keys) expect(Object.keys(key)).not.toContain('d');
  });

  it('are kept by caches for five minutes, and not sent twice', async () => {
    const answer = await read();
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    expect(answer.headers.get('content-type')).toContain('application/json');
    const etag = answer.headers.get('etag') ?? '';
    const same = await read({ 'if-none-match': etag });
    expect([same.status, await same.text()]).toEqual([304, '']);
  });

  it('that are no points stop the answer, and say nothing of why', async () => {
    const broken = createKeysApi({
      issuer: issuerWith({ ...signerOf(first), publicKey: new Uint8Array(33) }),
      app: { log: { info: () => {}, fault: () => {} } },
    });
    const answer = await broken.request('/.well-known/jwks.json');
    expect(answer.status).toBe(500);
    expect(Object(await answer.json()).error.code).toBe('fault');
  });
});
