import type { KeyObject } from 'node:crypto';
import { compoundOf } from '../../shared/ids.ts';
import type { GateDeviceActor, StaffActor } from '../platform/actor.ts';
import { checkDeviceRequest, readDeviceRequest } from '../platform/device-request.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { signatureVerifier } from '../platform/signature-verifier.ts';
import type { GateDevice } from './gate-device.ts';
import type { GateDirectory } from './gate-directory.ts';

/** A device's key is ready for as long as the directory keeps this record of it, and no longer. */
const keys = new WeakMap<GateDevice, KeyObject>();

async function keyOf(device: GateDevice): Promise<KeyObject | undefined> {
  const known = keys.get(device);
  if (known !== undefined) return known;
  const key = await signatureVerifier.importKey(Buffer.from(device.signingKey, 'base64url'));
  if (key !== undefined) keys.set(device, key);
  return key;
}

type Authenticate = (request: IncomingRequest) => Promise<GateDeviceActor | Failure>;

/**
 * The device that signed this request, also one that was un-enrolled: what it saw before is still
 * to be handed in. The tenant is the device's own compound; nothing else in the request names one.
 */
export function authenticateDevice(directory: GateDirectory): Authenticate {
  return async (request) => {
    const asked = readDeviceRequest(request);
    if (isFailure(asked)) return asked;
    const device = await directory.findDevice(asked.deviceId, request.now);
    if (device === undefined) return fail('device_not_enrolled');
    const key = await keyOf(device);
    if (key === undefined) return fail('device_signature_invalid');
    const refused = await checkDeviceRequest(asked, key, request);
    if (refused !== undefined) return refused;
    const { deviceId, gateId, unenrolledAt } = device;
    if (compoundOf(deviceId) !== compoundOf(gateId)) return fail('device_not_enrolled');
    const actor = { kind: 'gate_device', deviceId, gateId } as const;
    return unenrolledAt === undefined ? actor : { ...actor, unenrolledAt };
  };
}

/** A device that belongs to its gate now. */
export function authenticateEnrolledDevice(directory: GateDirectory): Authenticate {
  const authenticate = authenticateDevice(directory);
  return async (request) => {
    const actor = await authenticate(request);
    if (isFailure(actor)) return actor;
    return actor.unenrolledAt === undefined ? actor : fail('device_not_enrolled');
  };
}

/** An enrolled device with a guard in front of it. */
export function authenticateDeviceAndGuard(
  directory: GateDirectory,
  authenticateGuard: (request: IncomingRequest) => Promise<StaffActor | Failure>,
): Authenticate {
  const authenticate = authenticateEnrolledDevice(directory);
  return async (request) => {
    const actor = await authenticate(request);
    if (isFailure(actor)) return actor;
    const staff = await authenticateGuard(request);
    return isFailure(staff) ? staff : { ...actor, staff };
  };
}
