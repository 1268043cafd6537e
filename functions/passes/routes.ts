import {
  listDeviceKeys as listDeviceKeysEndpoint,
  removeDeviceKey as removeDeviceKeyEndpoint,
} from '../../shared/messages/device-keys.ts';
import {
  issuePass as issuePassEndpoint,
  setPassState as setPassStateEndpoint,
} from '../../shared/messages/passes.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type IssuePassPorts, issuePass } from './issue-pass.ts';
import { listDeviceKeys } from './list-device-keys.ts';
import type { PassStore } from './pass-store.ts';
import { removeDeviceKey } from './remove-device-key.ts';
import { setPassState } from './set-pass-state.ts';

export type PassRoutesDeps = IssuePassPorts & {
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

export type PassStateRoutesDeps = {
  readonly passes: PassStore;
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** What a manager does with passes. */
export function mountPassStateRoutes(app: App, deps: PassStateRoutesDeps): void {
  mountRoute(app, {
    endpoint: setPassStateEndpoint,
    action: 'pass.set_state',
    authenticate: deps.authenticate,
    handle: ({ params, body, actor, now }) =>
      setPassState(deps, { actor, passId: params.passId, request: body, now }),
  });
}
