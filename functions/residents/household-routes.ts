import {
  endOwnSpecialCare as endOwnSpecialCareEndpoint,
  endProxy as endProxyEndpoint,
  giveProxy as giveProxyEndpoint,
  leave as leaveEndpoint,
  readOwnRecord as readOwnRecordEndpoint,
} from '../../shared/messages/household.ts';
import {
  answerJoinRequest as answerJoinRequestEndpoint,
  askToJoin as askToJoinEndpoint,
  listHouseholdJoinRequests as listHouseholdJoinRequestsEndpoint,
  requestJoinCode,
} from '../../shared/messages/join-requests.ts';
import { type IdentityPorts, requestSignInCode } from '../identity/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AskToJoinPorts, askToJoin } from './ask-to-join.ts';
import { answerJoinRequest, type DecideJoinPorts } from './decide-join-request.ts';
import { endOwnSpecialCare } from './end-own-special-care.ts';
import { type EndProxyPorts, endProxy } from './end-proxy.ts';
import type { EndResidencePorts } from './end-residence.ts';
import { type GiveProxyPorts, giveProxy } from './give-proxy.ts';
import type { JoinRequestStore } from './join-request-store.ts';
import { leave } from './leave.ts';
import { listHouseholdJoinRequests } from './list-join-requests.ts';
import { type ReadOwnRecordPorts, readOwnRecord } from './read-own-record.ts';
import type { SpecialCareStore } from './special-care-store.ts';

export type HouseholdRoutesDeps = ReadOwnRecordPorts &
  GiveProxyPorts &
  EndProxyPorts &
  EndResidencePorts &
  AskToJoinPorts &
  DecideJoinPorts & {
    readonly care: SpecialCareStore;
    readonly requests: JoinRequestStore;
    readonly identity: IdentityPorts;
    readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
  };

/** What an adult decides about themself, and whom a household takes in. */
export function mountHouseholdRoutes(app: App, deps: HouseholdRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: readOwnRecordEndpoint,
    action: 'own_record.read',
    authenticate,
    handle: ({ params, actor, now }) => readOwnRecord(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: giveProxyEndpoint,
    action: 'proxy.give',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      giveProxy(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: endProxyEndpoint,
    action: 'proxy.end',
    authenticate,
    handle: ({ params, actor, now }) => endProxy(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: leaveEndpoint,
    action: 'own_record.leave',
    authenticate,
    handle: ({ params, actor, now }) => leave(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: endOwnSpecialCareEndpoint,
    action: 'special_care.end',
    authenticate,
    handle: ({ params, actor, now }) => endOwnSpecialCare(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: listHouseholdJoinRequestsEndpoint,
    action: 'join_request.answer',
    authenticate,
    handle: ({ params, actor, now }) => listHouseholdJoinRequests(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: answerJoinRequestEndpoint,
    action: 'join_request.answer',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      answerJoinRequest(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: requestJoinCode,
    action: 'join_request.ask',
    authenticate: authenticateAnyone,
    handle: ({ body, request, now }) =>
      requestSignInCode(deps.identity, {
        audience: 'join',
        phone: body.phone,
        address: request.address,
        now,
      }),
  });
  mountRoute(app, {
    endpoint: askToJoinEndpoint,
    action: 'join_request.ask',
    authenticate: authenticateAnyone,
    handle: ({ body, request, now }) =>
      askToJoin(deps, { request: body, address: request.address, now }),
  });
}
