import { createAgreementKey, createSigningKey } from '../../kit/device-key.ts';
import { publicKeyText, signedToken } from '../../kit/signed-token.ts';

/** The two key pairs of this device. The private halves never leave the browser's own keeping. */
export type DeviceKeys = {
  /** Signs requests. */
  readonly signing: CryptoKeyPair;
  /** Receives wrapped keys (ECDH-ES). */
  readonly agreement: CryptoKeyPair;
};

export async function createDeviceKeys(): Promise<DeviceKeys> {
  const [signing, agreement] = await Promise.all([createSigningKey(), createAgreementKey()]);
  return { signing, agreement };
}

/** Shows the server that whoever enrols holds the signing key, and names the agreement key with it. */
export async function proveDeviceKeys(keys: DeviceKeys, code: string): Promise<string> {
  return signedToken(
    keys.signing,
    { typ: 'xq-device-key+jwt' },
    { sub: code, agreementKey: await publicKeyText(keys.agreement) },
  );
}
