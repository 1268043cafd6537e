import {
  changeTenancy as changeTenancyEndpoint,
  endVehicle as endVehicleEndpoint,
  previewMovingOut as previewMovingOutEndpoint,
  readHouse as readHouseEndpoint,
  recordMovingOut as recordMovingOutEndpoint,
  recordTenancy as recordTenancyEndpoint,
  recordVehicle as recordVehicleEndpoint,
} from '../../shared/messages/houses.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ChangeTenancyPorts, changeTenancy } from './change-tenancy.ts';
import { type ReadHousePorts, readHouse } from './read-house.ts';
import { type MovingOutPorts, previewMovingOut, recordMovingOut } from './record-moving-out.ts';
import { type RecordTenancyPorts, recordTenancy } from './record-tenancy.ts';
import { endVehicle, type RecordVehiclePorts, recordVehicle } from './record-vehicle.ts';

export type HouseRoutesDeps = ReadHousePorts &
  RecordTenancyPorts &
  ChangeTenancyPorts &
  RecordVehiclePorts &
  MovingOutPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What staff do with houses, their tenancies and their vehicles. */
export function mountHouseRoutes(app: App, deps: HouseRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: readHouseEndpoint,
    action: 'house.read',
    authenticate,
    handle: ({ params, actor, now }) => readHouse(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: recordTenancyEndpoint,
    action: 'tenancy.record',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      recordTenancy(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: changeTenancyEndpoint,
    action: 'tenancy.record',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      changeTenancy(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: recordVehicleEndpoint,
    action: 'vehicle.record',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      recordVehicle(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: endVehicleEndpoint,
    action: 'vehicle.record',
    authenticate,
    handle: ({ params, body, actor, now }) => endVehicle(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: previewMovingOutEndpoint,
    action: 'moving_out.record',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      previewMovingOut(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: recordMovingOutEndpoint,
    action: 'moving_out.record',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      recordMovingOut(deps, { actor, ...params, request: body, now }),
  });
}
