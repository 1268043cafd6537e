import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { rawSignature } from '../../../functions/platform/der-signature.ts';
import { openKmsIssuer } from '../../../functions/platform/kms-issuer.ts';
import { openSecretStore } from '../../../functions/platform/secret-store.ts';
import { isLowS } from '../../../shared/code/signature.ts';
import { type AwsPeer, startAwsPeer } from '../../support/aws-peer.ts';
import { NOON } from '../../support/fixed-clock.ts';

const GONE_AFTER = 38 * 86_400_000;
const MINUTE = 60_000;
const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const IN_KMS = new Map([
  ['arn:1', pair()],
  ['arn:2', pair()],
]);
const Asked = z.object({ KeyId: z.string(), Message: z.string().optional() });
const DIGEST_BYTES = 32;

/** What ECDSA_SHA_256 does with a digest, whose message KMS never sees. */
let messageOf: ReadonlyMap<string, Buffer> = new Map();

let kms: AwsPeer;
beforeEach(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  kms = await startAwsPeer(({ action, body }) => {
    if (action === 'secretsmanager.GetSecretValue') {
      return { body: JSON.stringify({ SecretString: 'kept' }) };
    }
    const { KeyId, Message = '' } = Asked.parse(JSON.parse(body));
    const key = IN_KMS.get(KeyId);
    if (key === undefined) {
      return { status: 400, body: JSON.stringify({ __type: 'NotFoundException' }) };
    }
    if (action === 'TrentService.GetPublicKey') {
      const der = key.publicKey.export({ format: 'der', type: 'spki' });
      return { body: JSON.stringify({ KeyId, PublicKey: der.toString('base64') }) };
    }
    const message = messageOf.get(Message) ?? Buffer.alloc(0);
    const signature = sign('sha256', message, { key: key.privateKey, dsaEncoding: 'der' });
    return { body: JSON.stringify({ KeyId, Signature: signature.toString('base64') }) };
  });
});
afterEach(() => kms.stop());

const open = (...arns: string[]) =>
  openKmsIssuer(
    arns.map((arn, place) => ({ kid: `i${place + 1}`, arn, signsFrom: NOON + place * MINUTE })),
    GONE_AFTER,
    { endpoint: kms.endpoint, region: 'local' },
  );

describe('the issuer’s keys in KMS', () => {
  it('sign ES256 that anybody verifies, always with the low s, and KMS sees a digest alone', async () => {
    const signer = (await open('arn:1')).signerAt(NOON);
    const key = IN_KMS.get('arn:1')?.publicKey;
    if (key === undefined) throw new Error('no key');
    for (let round = 0; round < 24; round++) {
      const message = Buffer.from(`pass ${round}`);
      const digest = createHash('sha256').update(message).digest();
      messageOf = new Map([[digest.toString('base64'), message]]);
      const signature = await signer.sign(message);
      expect(signature).toHaveLength(64);
      expect(isLowS(signature)).toBe(true);
      expect(verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    }
    const asked = z
      .object({ Message: z.string(), MessageType: z.string(), SigningAlgorithm: z.string() })
      .parse(JSON.parse(kms.calls.at(-1)?.body ?? ''));
    expect(asked).toMatchObject({ MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' });
    expect(Buffer.from(asked.Message, 'base64')).toHaveLength(DIGEST_BYTES);
  });

  it('are asked for their public halves once a process', async () => {
    const issuer = await open('arn:1', 'arn:2');
    const points = issuer.pointsAt(NOON);
    expect([...points.keys()]).toEqual([1, 2]);
    expect(issuer.pointsAt(NOON + 1)).toBe(points);
    expect(kms.calls.map(({ action }) => action)).toEqual(
      Array(2).fill('TrentService.GetPublicKey'),
    );
    const { x } = z
      .object({ x: z.string() })
      .parse(createPublicKey(IN_KMS.get('arn:1')?.privateKey ?? '').export({ format: 'jwk' }));
    expect(Buffer.from(points.get(1)?.subarray(1) ?? '').toString('base64url')).toBe(x);
  });

  it('change hands at the very moment, as those in a file do', async () => {
    const issuer = await open('arn:1', 'arn:2');
    expect(issuer.signerAt(NOON + MINUTE - 1).keyId).toBe(1);
    expect(issuer.signerAt(NOON + MINUTE).keyId).toBe(2);
    expect([...issuer.pointsAt(NOON + MINUTE + GONE_AFTER).keys()]).toEqual([2]);
  });

  it('stop the start where one of them is not there', async () => {
    await expect(open('arn:1', 'arn:3')).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('refuse what is not the DER of a signature', () => {
    for (const hex of ['', '3000', '300602010102', '30070201010201010f', '3006020101030101']) {
      expect(() => rawSignature(Buffer.from(hex, 'hex'))).toThrow(RangeError);
    }
    const raw = rawSignature(Buffer.from('3007020200ff020101', 'hex'));
    expect([raw[31], raw[63]]).toEqual([255, 1]);
  });
});

describe('secrets in Secrets Manager', () => {
  it('are asked for once a process, each by its ARN', async () => {
    const store = openSecretStore({ endpoint: kms.endpoint, region: 'local' });
    expect(await Promise.all([store.read('arn:a'), store.read('arn:a')])).toEqual(['kept', 'kept']);
    await store.read('arn:b');
    expect(kms.calls.map(({ body }) => JSON.parse(body))).toEqual([
      { SecretId: 'arn:a' },
      { SecretId: 'arn:b' },
    ]);
  });
});
