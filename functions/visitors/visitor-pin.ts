import type { HouseId, InvitationId } from '../../shared/ids.ts';
import { hmac } from '../platform/secrets.ts';

const PIN_RANGE = 1_000_000;
const PIN_DIGITS = 6;

/**
 * The digits of one browser for one invitation: drawn from the deployment's secret, so that an
 * answer may be lost and nothing of them is stored but what the gate looks them up by.
 * @param key derived for `visitor-pin`
 */
export function visitorPinOf(
  key: Uint8Array,
  invitation: InvitationId,
  thumbprint: string,
): string {
  const drawn = Buffer.from(hmac(key, 'digits', invitation, thumbprint)).readUIntBE(0, 6);
  return String(drawn % PIN_RANGE).padStart(PIN_DIGITS, '0');
}

/** What the digits are looked up by: good at this house alone. */
export const visitorPinHash = (key: Uint8Array, house: HouseId, pin: string): string =>
  Buffer.from(hmac(key, 'at-house', house, pin)).toString('hex');
