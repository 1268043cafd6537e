import * as messages from '../../shared/messages/grants.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type ChangeCompanyPorts, changeCompany } from './change-company.ts';
import { endGrant } from './end-grant.ts';
import { giveGrant } from './give-grant.ts';
import { listGrants } from './list-grants.ts';
import { type ReadOwnRolesPorts, readOwnRoles } from './read-own-roles.ts';
import { testPermissions } from './test-permissions.ts';

export type PermissionRoutesDeps = ChangeCompanyPorts &
  ReadOwnRolesPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** Who may do what where. */
export function mountPermissionRoutes(app: App, deps: PermissionRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readOwnRoles,
    action: 'own_roles.read',
    authenticate,
    handle: ({ actor, now }) => readOwnRoles(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: messages.listGrants,
    action: 'grant.list',
    authenticate,
    handle: ({ params, actor, now }) => listGrants(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.giveGrant,
    action: 'grant.give',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      giveGrant(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.endGrant,
    action: 'grant.end',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      endGrant(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.testPermissions,
    action: 'permission.test',
    authenticate,
    handle: ({ params, actor, now }) => testPermissions(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.changeCompany,
    action: 'company.change',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      changeCompany(deps, { actor, ...params, request: body, now }),
  });
}
