import {
  findResidents as findResidentsEndpoint,
  issueCard as issueCardEndpoint,
  issueCards as issueCardsEndpoint,
  listResidentPasses as listResidentPassesEndpoint,
} from '../../shared/messages/cards.ts';
import {
  listDeviceKeys as listDeviceKeysEndpoint,
  removeDeviceKey as removeDeviceKeyEndpoint,
} from '../../shared/messages/device-keys.ts';
import {
  issuePass as issuePassEndpoint,
  setPassState as setPassStateEndpoint,
} from '../../shared/messages/passes.ts';
import type { AccountStore, SessionStore } from '../identity/index.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type FindResidentsPorts, findResidents } from './find-residents.ts';
import { issueCard } from './issue-card.ts';
import { issueCards } from './issue-cards.ts';
import { type IssuePassPorts, issuePass } from './issue-pass.ts';
import { listDeviceKeys } from './list-device-keys.ts';
import { listResidentPasses } from './list-resident-passes.ts';
import { removeDeviceKey } from './remove-device-key.ts';
import { type SetPassStatePorts, setPassState } from './set-pass-state.ts';

export type PassRoutesDeps = IssuePassPorts & {
  readonly sessions: SessionStore;
  readonly accounts: AccountStore;
  readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
};

/** What a resident does with passes. */
export function mountPassRoutes(app: App, deps: PassRoutesDeps): void {
  mountRoute(app, {
    endpoint: issuePassEndpoint,
    action: 'pass.issue',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      issuePass(deps, { actor, residentId: params.residentId, ...body, now }),
  });
  mountRoute(app, {
    endpoint: listDeviceKeysEndpoint,
    action: 'device_key.list',
    authenticate: deps.authenticate,
    handle: ({ params, actor, now }) =>
      listDeviceKeys(deps, { actor, residentId: params.residentId, now }),
  });
  mountRoute(app, {
    endpoint: removeDeviceKeyEndpoint,
    action: 'device_key.remove',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      removeDeviceKey(deps, { actor, ...params, reason: body.reason, now }),
  });
}

export type ManagedPassRoutesDeps = IssuePassPorts &
  FindResidentsPorts &
  SetPassStatePorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What a manager does with passes, on phones and on paper. */
export function mountManagedPassRoutes(app: App, deps: ManagedPassRoutesDeps): void {
  mountRoute(app, {
    endpoint: findResidentsEndpoint,
    action: 'resident.find',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      findResidents(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: listResidentPassesEndpoint,
    action: 'pass.list',
    authenticate: deps.authenticate,
    handle: ({ params, actor, now }) => listResidentPasses(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: issueCardEndpoint,
    action: 'card.issue',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) => issueCard(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: issueCardsEndpoint,
    action: 'card.issue',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) => issueCards(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: setPassStateEndpoint,
    action: 'pass.set_state',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      setPassState(deps, { actor, passId: params.passId, request: body, now }),
  });
}
