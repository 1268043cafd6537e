import { CompactEncrypt } from 'jose';
import { compoundOf, type GateDeviceId, type ShiftId, type StaffId } from '../../shared/ids.ts';
import type { ReliefEntry, ReliefSecret } from '../../shared/messages/shift-pins.ts';
import { hmac } from '../platform/secrets.ts';
import { type GateKeys, shiftKeyOf, wrapForDevice } from './device-secrets.ts';
import { LONGEST_SHIFT_MS, type Shift } from './shift.ts';
import { type StoredShiftPin, unsealPin } from './shift-pin.ts';

/** A shift and the one that relieves it: longer than that, names do not stay on a device without network. */
export const LONGEST_RELIEF_MS = 2 * LONGEST_SHIFT_MS;
/** More guards than any compound has; the list has to fit a phone's screen, too. */
const MOST_GUARDS = 40;

/** Where and by whom a shift is taken over. */
export type Relief = {
  readonly deviceId: GateDeviceId;
  /** The shift in which the device was given the entry. */
  readonly after: ShiftId;
  readonly staffId: StaffId;
  readonly guardName: string;
};

/** What only a device can know on which this guard's PIN was entered: 32 bytes. */
export function reliefClaimOf(keys: GateKeys, relief: Relief): Uint8Array {
  const { deviceId, after, staffId, guardName } = relief;
  return hmac(keys.relief, deviceId, after, staffId, guardName);
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/**
 * One entry a guard, for a device in a shift: under the key of the device, and inside under the
 * key that the PIN makes, lie the shift's key and the claim.
 */
export async function reliefEntries(
  keys: GateKeys,
  pins: readonly StoredShiftPin[],
  device: { readonly deviceId: GateDeviceId; readonly agreementKey: string; readonly shift: Shift },
): Promise<ReliefEntry[]> {
  const { deviceId, agreementKey, shift } = device;
  const after = shift.shiftId;
  const until = shift.startedAt + LONGEST_RELIEF_MS;
  const shiftKey = base64url(shiftKeyOf(keys, after));
  const entries = pins.slice(0, MOST_GUARDS).map(async (pin) => {
    const { staffId, guardName, salt, iterations } = pin;
    const claim = base64url(reliefClaimOf(keys, { deviceId, after, staffId, guardName }));
    const secret: ReliefSecret = { shiftKey, claim };
    const pinKey = await unsealPin(keys, { compound: compoundOf(deviceId), staffId }, pin);
    const inner = await new CompactEncrypt(Buffer.from(JSON.stringify(secret)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(pinKey);
    const wrapped = await wrapForDevice(Buffer.from(inner), agreementKey);
    return { after, until, staffId, guardName, salt, iterations, wrapped };
  });
  return Promise.all(entries);
}
