import {
  decideJoinRequest as decideJoinRequestEndpoint,
  listJoinRequests as listJoinRequestsEndpoint,
} from '../../shared/messages/join-requests.ts';
import { listRegister as listRegisterEndpoint } from '../../shared/messages/register.ts';
import {
  announceRemoval as announceRemovalEndpoint,
  editResident as editResidentEndpoint,
  readResident as readResidentEndpoint,
  registerResident as registerResidentEndpoint,
  takeBackRemoval as takeBackRemovalEndpoint,
} from '../../shared/messages/residents.ts';
import {
  assignSpecialCare as assignSpecialCareEndpoint,
  listOwnCare as listOwnCareEndpoint,
  readSpecialCare as readSpecialCareEndpoint,
} from '../../shared/messages/special-care.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { announceRemoval, type RemovalPorts, takeBackRemoval } from './announce-removal.ts';
import { type AssignSpecialCarePorts, assignSpecialCare } from './assign-special-care.ts';
import { type DecideJoinPorts, decideJoinRequest } from './decide-join-request.ts';
import { type EditResidentPorts, editResident } from './edit-resident.ts';
import type { JoinRequestStore } from './join-request-store.ts';
import { listJoinRequests } from './list-join-requests.ts';
import { type ListOwnCarePorts, listOwnCare } from './list-own-care.ts';
import { type ListRegisterPorts, listRegister } from './list-register.ts';
import type { PassWithdrawal } from './pass-withdrawal.ts';
import { type ReadResidentPorts, readResident } from './read-resident.ts';
import { type ReadSpecialCarePorts, readSpecialCare } from './read-special-care.ts';
import { type RegisterResidentPorts, registerResident } from './register-resident.ts';
import type { ResidenceStore } from './residence-store.ts';
import type { SpecialCareStore } from './special-care-store.ts';

export type RegisterRoutesDeps = ListRegisterPorts &
  ReadResidentPorts &
  RegisterResidentPorts &
  EditResidentPorts &
  RemovalPorts &
  AssignSpecialCarePorts &
  ReadSpecialCarePorts &
  ListOwnCarePorts &
  DecideJoinPorts & {
    readonly care: SpecialCareStore;
    readonly requests: JoinRequestStore;
    readonly residences: ResidenceStore;
    readonly withdrawal: PassWithdrawal;
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What whoever keeps the register does in it, and who reads it. */
export function mountRegisterRoutes(app: App, deps: RegisterRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: listRegisterEndpoint,
    action: 'register.read',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      listRegister(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: readResidentEndpoint,
    action: 'resident.read',
    authenticate,
    handle: ({ params, actor, now }) => readResident(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: registerResidentEndpoint,
    action: 'resident.register',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      registerResident(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: editResidentEndpoint,
    action: 'resident.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      editResident(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: announceRemovalEndpoint,
    action: 'resident.remove',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      announceRemoval(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: takeBackRemovalEndpoint,
    action: 'resident.remove',
    authenticate,
    handle: ({ params, actor, now }) => takeBackRemoval(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: listJoinRequestsEndpoint,
    action: 'join_request.decide',
    authenticate,
    handle: ({ params, actor, now }) => listJoinRequests(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: decideJoinRequestEndpoint,
    action: 'join_request.decide',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      decideJoinRequest(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: assignSpecialCareEndpoint,
    action: 'special_care.assign',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      assignSpecialCare(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: readSpecialCareEndpoint,
    action: 'special_care.read',
    authenticate,
    handle: ({ params, actor, now }) => readSpecialCare(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: listOwnCareEndpoint,
    action: 'special_care.read',
    authenticate,
    handle: ({ params, actor, now }) => listOwnCare(deps, { actor, ...params, now }),
  });
}
