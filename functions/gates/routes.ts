import {
  checkHousePin as checkHousePinEndpoint,
  createEnrolmentCode as createEnrolmentCodeEndpoint,
  decideScanOnServer as decideScanEndpoint,
  endShift as endShiftEndpoint,
  enrolGateDevice as enrolEndpoint,
  listGates as listGatesEndpoint,
  listReplayPairs as listReplayPairsEndpoint,
  NAMES_VERSION,
  readGateState as readGateStateEndpoint,
  readHolders as readHoldersEndpoint,
  recordScans as recordScansEndpoint,
  startShift as startShiftEndpoint,
  unenrolGateDevice as unenrolEndpoint,
} from '../../shared/messages/gates.ts';
import { recordOpenings as recordOpeningsEndpoint } from '../../shared/messages/openings.ts';
import {
  reportRelief as reportReliefEndpoint,
  setShiftPin as setShiftPinEndpoint,
} from '../../shared/messages/shift-pins.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute, NOT_MODIFIED } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import {
  authenticateDevice,
  authenticateDeviceAndGuard,
  authenticateEnrolledDevice,
} from './authenticate-device.ts';
import { type CheckHousePinPorts, checkHousePin } from './check-house-pin.ts';
import { type CreateEnrolmentCodePorts, createEnrolmentCode } from './create-enrolment-code.ts';
import { type DecideScanPorts, decideScanOnServer } from './decide-scan-on-server.ts';
import type { DeviceContacts } from './device-contacts.ts';
import { endShift } from './end-shift.ts';
import { type EnrolGateDevicePorts, enrolGateDevice } from './enrol-gate-device.ts';
import type { GateStore } from './gate-store.ts';
import { listGates } from './list-gates.ts';
import { listReplayPairs } from './list-replay-pairs.ts';
import { type ReadGateStatePorts, readGateState } from './read-gate-state.ts';
import { type ReadHoldersPorts, readHolders } from './read-holders.ts';
import { type RecordOpeningsPorts, recordOpenings } from './record-openings.ts';
import { type RecordScansPorts, recordScans } from './record-scans.ts';
import type { ReplayPairStore } from './replay-pair-store.ts';
import { reportRelief } from './report-relief.ts';
import { type SetShiftPinPorts, setShiftPin } from './set-shift-pin.ts';
import type { ShiftStore } from './shift-store.ts';
import { type StartShiftPorts, startShift } from './start-shift.ts';
import { unenrolGateDevice } from './unenrol-gate-device.ts';

type AuthenticateStaff = (request: IncomingRequest) => Promise<StaffActor | Failure>;

export type GateRoutesDeps = EnrolGateDevicePorts &
  ReadGateStatePorts &
  StartShiftPorts &
  Omit<ReadHoldersPorts, 'shifts'> &
  Omit<RecordScansPorts, 'scans'> &
  DecideScanPorts &
  Omit<CheckHousePinPorts, 'shifts' | 'rates'> &
  RecordOpeningsPorts &
  SetShiftPinPorts &
  Pick<RecordScansPorts, 'scans'> & {
    readonly shifts: ShiftStore;
    readonly authenticateGuard: AuthenticateStaff;
  };

/** What a gate's device asks for. */
export function mountGateRoutes(app: App, deps: GateRoutesDeps): void {
  const { directory, authenticateGuard } = deps;
  const authenticate = authenticateEnrolledDevice(directory);

  mountRoute(app, {
    endpoint: enrolEndpoint,
    action: 'gate_device.enrol',
    authenticate: authenticateAnyone,
    handle: ({ body, request, now }) =>
      enrolGateDevice(deps, { ...body, address: request.address, now }),
  });
  mountRoute(app, {
    endpoint: readGateStateEndpoint,
    action: 'gate_state.read',
    authenticate,
    handle: async ({ params, actor, request, reply, now }) => {
      const has = request.hasVersion;
      const read = await readGateState(deps, { actor, ...params, now, has });
      if (isFailure(read)) return read;
      reply.header('etag', read.version);
      reply.header(NAMES_VERSION, read.names);
      return read.state ?? NOT_MODIFIED;
    },
  });
  mountRoute(app, {
    endpoint: startShiftEndpoint,
    action: 'shift.start',
    authenticate: authenticateDeviceAndGuard(directory, authenticateGuard),
    handle: ({ params, actor, now }) => startShift(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: endShiftEndpoint,
    action: 'shift.end',
    authenticate,
    handle: ({ params, body: { handOverNote, endedAt }, actor, now }) =>
      endShift(deps, { actor, ...params, handOverNote, endedAt, now }),
  });
  mountRoute(app, {
    endpoint: reportReliefEndpoint,
    action: 'shift.relieve',
    // As with scans: a relief of before the un-enrolment is still taken.
    authenticate: authenticateDevice(directory),
    handle: ({ params, body, actor, now }) =>
      reportRelief(deps, { actor, ...params, report: body, now }),
  });
  mountRoute(app, {
    endpoint: setShiftPinEndpoint,
    action: 'shift_pin.set',
    authenticate: authenticateGuard,
    handle: ({ body, actor, now }) => setShiftPin(deps, { actor, ...body, now }),
  });
  mountRoute(app, {
    endpoint: readHoldersEndpoint,
    action: 'holders.read',
    authenticate,
    handle: async ({ params, actor, request, reply, now }) => {
      const has = request.hasVersion;
      const read = await readHolders(deps, { actor, ...params, now, has });
      if (isFailure(read)) return read;
      reply.header('etag', read.version);
      reply.header(NAMES_VERSION, read.names);
      const { holders, lane, numbers, relief } = read;
      return holders === undefined ? NOT_MODIFIED : { holders, lane, numbers, relief };
    },
  });
  mountRoute(app, {
    endpoint: recordScansEndpoint,
    action: 'scan.record',
    // What a device saw before it was un-enrolled is still taken.
    authenticate: authenticateDevice(directory),
    handle: ({ params, body, actor, now }) => recordScans(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: recordOpeningsEndpoint,
    action: 'opening.record',
    // As with scans: what happened before the un-enrolment is still taken.
    authenticate: authenticateDevice(directory),
    handle: ({ params, body, actor, now }) =>
      recordOpenings(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: checkHousePinEndpoint,
    action: 'house_pin.check',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      checkHousePin(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: decideScanEndpoint,
    action: 'scan.decide',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      decideScanOnServer(deps, { actor, ...params, ...body, now }),
  });
}

export type ManagedGateRoutesDeps = CreateEnrolmentCodePorts & {
  readonly pairs: ReplayPairStore;
  readonly gates: GateStore;
  readonly contacts: DeviceContacts;
  readonly authenticate: AuthenticateStaff;
};

/** What a manager does with gates and their devices. */
export function mountManagedGateRoutes(app: App, deps: ManagedGateRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: listGatesEndpoint,
    action: 'gate.list',
    authenticate,
    handle: ({ actor, now }) => listGates(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: listReplayPairsEndpoint,
    action: 'replay_pair.list',
    authenticate,
    handle: ({ params, actor, now }) => listReplayPairs(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: createEnrolmentCodeEndpoint,
    action: 'enrolment_code.create',
    authenticate,
    handle: ({ params, actor, now }) => createEnrolmentCode(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: unenrolEndpoint,
    action: 'gate_device.unenrol',
    authenticate,
    handle: ({ params, actor, now }) => unenrolGateDevice(deps, { actor, ...params, now }),
  });
}
