import { createCompoundVersions } from '../compounds/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { Table } from '../platform/table.ts';
import { authenticateEnrolledDevice } from './authenticate-device.ts';
import { createGateDirectory } from './gate-directory.ts';
import { createGateStore } from './gate-store-dynamo.ts';
import { isOpen } from './shift.ts';
import { createShiftStore } from './shift-store-dynamo.ts';

/** A gate's devices, each with the shift before: more than stand at any gate. */
const LATEST_SHIFTS = 8;

/** How another feature knows a gate's device, and whether a guard is on duty at it. */
export type DeviceAccess = {
  readonly authenticate: (request: IncomingRequest) => Promise<GateDeviceActor | Failure>;
  readonly isOnDuty: (actor: GateDeviceActor, nowMs: number) => Promise<boolean>;
};

export function createDeviceAccess(table: Table): DeviceAccess {
  const directory = createGateDirectory(createGateStore(table), createCompoundVersions(table));
  const shifts = createShiftStore(table);
  return {
    authenticate: authenticateEnrolledDevice(directory),
    isOnDuty: async ({ gateId, deviceId }, nowMs) => {
      const latest = await shifts.listLatest(gateId, LATEST_SHIFTS);
      return latest.some((shift) => shift.deviceId === deviceId && isOpen(shift, nowMs));
    },
  };
}
