import * as messages from '../../shared/messages/emergencies.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AskRenewalPorts, askRenewal } from './ask-renewal.ts';
import { confirmEnd } from './confirm-end.ts';
import { type DecideEmergencyPorts, decideEmergency } from './decide-emergency.ts';
import { type DeclareEmergencyPorts, declareEmergency } from './declare-emergency.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { type EndEmergencyPorts, endEmergency } from './end-emergency.ts';
import { type ListEmergenciesPorts, listEmergencies } from './list-emergencies.ts';

export type EmergencyRoutesDeps = ListEmergenciesPorts &
  DeclareEmergencyPorts &
  DecideEmergencyPorts &
  AskRenewalPorts &
  EndEmergencyPorts & {
    readonly emergencies: EmergencyStore;
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What offices declare, decide, renew and end. */
export function mountEmergencyRoutes(app: App, deps: EmergencyRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.listEmergencies,
    action: 'emergency.read',
    authenticate,
    handle: ({ actor, now }) => listEmergencies(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: messages.declareEmergency,
    action: 'emergency.declare',
    authenticate,
    handle: ({ body, actor, now }) => declareEmergency(deps, { actor, said: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.decideEmergency,
    action: 'emergency.decide',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      decideEmergency(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.askRenewal,
    action: 'emergency.declare',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      askRenewal(deps, { actor, ...params, said: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.endEmergency,
    action: 'emergency.end',
    authenticate,
    handle: ({ params, actor, now }) => endEmergency(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.confirmEnd,
    action: 'emergency.end',
    authenticate,
    handle: ({ params, actor, now }) => confirmEnd(deps, { actor, ...params, now }),
  });
}
