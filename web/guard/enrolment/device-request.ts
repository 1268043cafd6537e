import { base64urlnopad } from '@scure/base';
import type { OutgoingRequest } from '../../kit/api.ts';
import { sha256 } from '../../kit/device-key.ts';
import { signedToken } from '../../kit/signed-token.ts';
import type { EnrolledDevice } from './enrolled-device.ts';

/** Made anew for each try: it has the time in it. */
export type SignRequest = (request: OutgoingRequest) => Promise<Record<string, string>>;

/**
 * The header that makes a request this device's own: what is asked, the digest of the body, and
 * when, so that it can't be sent again elsewhere or later.
 * @param now unix milliseconds; the server takes two minutes either way
 */
export async function deviceAuthorization(
  device: Pick<EnrolledDevice, 'deviceId' | 'keys'>,
  { method, path, body }: OutgoingRequest,
  now: number,
): Promise<Record<string, string>> {
  const digest = await sha256(body);
  const token = await signedToken(
    device.keys.signing,
    { typ: 'xq-request+jwt', kid: device.deviceId },
    {
      htm: method,
      htu: path,
      bh: base64urlnopad.encode(digest),
      iat: Math.floor(now / 1000),
    },
  );
  return { authorization: `XQ-Device ${token}` };
}
