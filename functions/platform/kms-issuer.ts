import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { toLowS } from '../../shared/code/signature.ts';
import { rawSignature } from './der-signature.ts';
import { compressedPoint, issuerOf } from './issuer.ts';
import { KeyName, keyNumberOf } from './issuer-keys.ts';
import type { Issuer, Signer } from './signer.ts';
import { TIME_LIMITS } from './time-limits.ts';

/** One of the issuer's keys in KMS, as the deployment names it. */
export const KmsKey = z.object({
  kid: KeyName,
  /** ARN. */
  arn: z.string().min(1),
  /** Unix milliseconds. */
  signsFrom: z.number().int(),
});
export type KmsKey = z.infer<typeof KmsKey>;

const Coordinates = z.object({ crv: z.literal('P-256'), x: z.string(), y: z.string() });

async function openSigner(client: KMSClient, { arn: KeyId, kid }: KmsKey): Promise<Signer> {
  const { PublicKey = new Uint8Array() } = await client.send(new GetPublicKeyCommand({ KeyId }));
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  return {
    keyId: keyNumberOf({ kid }),
    publicKey: compressedPoint(Coordinates.parse(key.export({ format: 'jwk' }))),
    sign: async (message) => {
      const { Signature = new Uint8Array() } = await client.send(
        new SignCommand({
          KeyId,
          Message: createHash('sha256').update(message).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      );
      return toLowS(rawSignature(Signature));
    },
  };
}

/**
 * The issuer's keys in KMS, which they never leave. Their public halves are asked for once a
 * process: a key's never changes, and which keys there are changes with a deployment.
 * @param goneAfterMs how long after its signature a pass may still be shown
 */
export async function openKmsIssuer(
  keys: readonly KmsKey[],
  goneAfterMs: number,
  options: { readonly endpoint?: string; readonly region?: string } = {},
): Promise<Issuer> {
  const client = new KMSClient({ ...options, requestHandler: TIME_LIMITS });
  const signers = await Promise.all(
    keys.map(async (key) => [key.kid, await openSigner(client, key)] as const),
  );
  const held = { keys, signers: new Map(signers) };
  return issuerOf(() => held, goneAfterMs);
}
