import * as messages from '../../shared/messages/entry-means.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import {
  endHousePin,
  type ManageEntryMeansPorts,
  readEntryMeans,
  registerDoorCard,
  reportDoorCardLost,
} from './manage-entry-means.ts';
import {
  endOwnHousePin,
  type OwnEntryMeansPorts,
  readOwnEntryMeans,
  reportOwnDoorCardLost,
  setHousePin,
} from './own-entry-means.ts';

type Authenticates<Actor> = {
  readonly authenticate: (request: IncomingRequest) => Promise<Actor | Failure>;
};

/** One's own PIN and door card. */
export function mountOwnEntryMeansRoutes(
  app: App,
  deps: OwnEntryMeansPorts & Authenticates<ResidentActor>,
): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readOwnEntryMeans,
    action: 'own_record.read',
    authenticate,
    handle: ({ params, actor, now }) => readOwnEntryMeans(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.setHousePin,
    action: 'house_pin.set',
    authenticate,
    handle: ({ params, body, actor, now }) => setHousePin(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.endOwnHousePin,
    action: 'house_pin.end',
    authenticate,
    handle: ({ params, actor, now }) => endOwnHousePin(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.reportOwnDoorCardLost,
    action: 'door_card.report_lost',
    authenticate,
    handle: ({ params, actor, now }) => reportOwnDoorCardLost(deps, { actor, ...params, now }),
  });
}

/** What the office does about them. */
export function mountEntryMeansRoutes(
  app: App,
  deps: ManageEntryMeansPorts & Authenticates<StaffActor>,
): void {
  const { authenticate } = deps;
  const action = 'entry_means.manage';
  mountRoute(app, {
    endpoint: messages.readEntryMeans,
    action,
    authenticate,
    handle: ({ params, actor, now }) => readEntryMeans(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.endHousePin,
    action,
    authenticate,
    handle: ({ params, actor, now }) => endHousePin(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.registerDoorCard,
    action,
    authenticate,
    handle: ({ params, body, actor, now }) =>
      registerDoorCard(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.reportDoorCardLost,
    action,
    authenticate,
    handle: ({ params, actor, now }) => reportDoorCardLost(deps, { actor, ...params, now }),
  });
}
