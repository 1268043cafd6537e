import * as places from '../../shared/messages/places.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { CompoundStore } from './compound-store.ts';
import * as edit from './edit-places.ts';
import { listPlaces, readBuildingPlaces, readCompoundPlaces } from './read-places.ts';

export type PlaceRoutesDeps = edit.EditPlacesPorts & {
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** The tree of places, read and edited. */
export function mountPlaceRoutes(app: App, deps: PlaceRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: places.listPlaces,
    action: 'place.read',
    authenticate,
    handle: ({ actor, now }) => listPlaces(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: places.readCompoundPlaces,
    action: 'place.read',
    authenticate,
    handle: ({ params, actor, now }) => readCompoundPlaces(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: places.readBuildingPlaces,
    action: 'place.read',
    authenticate,
    handle: ({ params, actor, now }) => readBuildingPlaces(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: places.renameCompound,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.renameCompound(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.addGrid,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.addGrid(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.renameGrid,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.renameGrid(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.removeGrid,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.removeGrid(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.addBuilding,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.addBuilding(deps, { actor, ...params, building: body, now }),
  });
  mountRoute(app, {
    endpoint: places.moveBuilding,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.moveBuilding(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.removeBuilding,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.removeBuilding(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.addHouse,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      edit.addHouse(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.removeHouse,
    action: 'place.edit',
    authenticate,
    handle: ({ params, actor, now }) => edit.removeHouse(deps, { actor, ...params, now }),
  });
}
