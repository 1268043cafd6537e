import {
  countGateDay as countGateDayEndpoint,
  endTrial as endTrialEndpoint,
  listDayDisagreements as listDayDisagreementsEndpoint,
  listDayOpenings as listDayOpeningsEndpoint,
  reviewOpenings as reviewOpeningsEndpoint,
  setTrial as setTrialEndpoint,
} from '../../shared/messages/gate-days.ts';
import {
  listShiftPins as listShiftPinsEndpoint,
  removeShiftPin as removeShiftPinEndpoint,
} from '../../shared/messages/shift-pins.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type CountGateDayPorts, countGateDay } from './count-gate-day.ts';
import type { GateDayStore } from './gate-day-store.ts';
import type { GateStore } from './gate-store.ts';
import { listDayDisagreements } from './list-day-disagreements.ts';
import { listDayOpenings, reviewOpenings } from './list-day-openings.ts';
import { listShiftPins, removeShiftPin } from './manage-shift-pins.ts';
import { endTrial, setTrial } from './set-trial.ts';
import type { ShiftPinStore } from './shift-pin-store.ts';

export type GateDayRoutesDeps = CountGateDayPorts & {
  readonly days: GateDayStore;
  readonly gates: GateStore;
  readonly pins: ShiftPinStore;
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** What a manager reads of a gate's days, and the trial that is decided by it. */
export function mountGateDayRoutes(app: App, deps: GateDayRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: listDayOpeningsEndpoint,
    action: 'gate_day.read',
    authenticate,
    handle: ({ params, actor, now }) => listDayOpenings(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: reviewOpeningsEndpoint,
    action: 'opening.review',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      reviewOpenings(deps, { actor, ...params, review: body, now }),
  });
  mountRoute(app, {
    endpoint: listDayDisagreementsEndpoint,
    action: 'gate_day.read',
    authenticate,
    handle: ({ params, actor, now }) => listDayDisagreements(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: countGateDayEndpoint,
    action: 'gate_day.read',
    authenticate,
    handle: ({ params, actor, now }) => countGateDay(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: setTrialEndpoint,
    action: 'gate.set_trial',
    authenticate,
    handle: ({ params, body, actor, now }) => setTrial(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: endTrialEndpoint,
    action: 'gate.set_trial',
    authenticate,
    handle: ({ params, actor, now }) => endTrial(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: listShiftPinsEndpoint,
    action: 'shift_pin.manage',
    authenticate,
    handle: ({ params, actor, now }) => listShiftPins(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: removeShiftPinEndpoint,
    action: 'shift_pin.manage',
    authenticate,
    handle: ({ params, actor, now }) => removeShiftPin(deps, { actor, ...params, now }),
  });
}
