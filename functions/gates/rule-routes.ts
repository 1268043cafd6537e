import * as messages from '../../shared/messages/gate-rules.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { addGate, type SetGateRulesPorts, setGateRules } from './set-gate-rules.ts';
import {
  endSingleEntrance,
  previewSingleEntrance,
  readSingleEntrance,
  type SingleEntrancePorts,
  startSingleEntrance,
} from './set-single-entrance.ts';

export type GateRuleRoutesDeps = SetGateRulesPorts &
  SingleEntrancePorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** How a compound's gates stand: their names, hours and rules, and the single entrance. */
export function mountGateRuleRoutes(app: App, deps: GateRuleRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.setGateRules,
    action: 'compound_rules.set',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      setGateRules(deps, { actor, ...params, rules: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.addGate,
    action: 'compound_rules.set',
    authenticate,
    handle: ({ params, body, actor, now }) => addGate(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.readSingleEntrance,
    action: 'single_entrance.set',
    authenticate,
    handle: ({ params, actor, now }) => readSingleEntrance(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.previewSingleEntrance,
    action: 'single_entrance.set',
    authenticate,
    handle: ({ params, actor, now }) => previewSingleEntrance(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.startSingleEntrance,
    action: 'single_entrance.set',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      startSingleEntrance(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.endSingleEntrance,
    action: 'single_entrance.set',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      endSingleEntrance(deps, { actor, ...params, ...body, now }),
  });
}
