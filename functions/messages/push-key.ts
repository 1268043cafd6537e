import { createECDH } from 'node:crypto';
import { deriveKey } from '../platform/secrets.ts';

export type PushKey = { readonly publicKey: string; readonly privateKey: string };

/** The key pair by which push services know this deployment: base64url, a point and a number. */
export function pushKeyOf(serverSecret: Uint8Array): PushKey {
  const secret = deriveKey(serverSecret, 'push');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  return {
    publicKey: pair.getPublicKey('base64url'),
    privateKey: Buffer.from(secret).toString('base64url'),
  };
}
