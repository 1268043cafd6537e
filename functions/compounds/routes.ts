import * as places from '../../shared/messages/places.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { addBuilding } from './add-building.ts';
import { addGrid } from './add-grid.ts';
import { addHouse } from './add-house.ts';
import type { CompoundStore } from './compound-store.ts';
import { moveBuilding } from './move-building.ts';
import type { EditPlacesPorts } from './place-editor.ts';
import { listPlaces, readBuildingPlaces, readCompoundPlaces } from './read-places.ts';
import { removeBuilding } from './remove-building.ts';
import { removeGrid } from './remove-grid.ts';
import { removeHouse } from './remove-house.ts';
import { renameCompound } from './rename-compound.ts';
import { renameGrid } from './rename-grid.ts';

export type PlaceRoutesDeps = EditPlacesPorts & {
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
      renameCompound(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.addGrid,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) => addGrid(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.renameGrid,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) => renameGrid(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.removeGrid,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) => removeGrid(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.addBuilding,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      addBuilding(deps, { actor, ...params, building: body, now }),
  });
  mountRoute(app, {
    endpoint: places.moveBuilding,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      moveBuilding(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.removeBuilding,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      removeBuilding(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.addHouse,
    action: 'place.edit',
    authenticate,
    handle: ({ params, body, actor, now }) => addHouse(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: places.removeHouse,
    action: 'place.edit',
    authenticate,
    handle: ({ params, actor, now }) => removeHouse(deps, { actor, ...params, now }),
  });
}
