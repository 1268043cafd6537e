import { createHmac } from 'node:crypto';
import { base64Url, MAC_INPUT, type MacOf } from '../../shared/door/door-mac.ts';
import type { DoorId } from '../../shared/ids.ts';
import { constantTimeEqual, deriveKey, hmac } from '../platform/secrets.ts';

/** The deployment's key behind the secrets of its doors. */
export const doorKeyOf = (serverSecret: Uint8Array): Uint8Array => deriveKey(serverSecret, 'door');

/** One door's secret, 32 bytes. Derived, never stored; it ends with the door's enrolment. */
export const doorSecretOf = (doorKey: Uint8Array, door: DoorId): Uint8Array => hmac(doorKey, door);

/** What signs for one door. */
export function macUnder(secret: Uint8Array): MacOf {
  return (input) => createHmac('sha256', secret).update(input).digest();
}

/** Whether this is the password by which a door connects to the broker on one machine. */
export function isDoorPassword(doorKey: Uint8Array, door: DoorId, password: Uint8Array): boolean {
  const right = base64Url(macUnder(doorSecretOf(doorKey, door))(MAC_INPUT.connect(door)));
  return constantTimeEqual(Buffer.from(right), password);
}
