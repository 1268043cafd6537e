import {
  REQUEST_STEP_NAMES,
  REQUEST_STEPS,
  type RequestStep,
  type StepBy,
  stateAfter,
} from '../../shared/desk/request-lifecycle.ts';
import type { RequestRow, StaffRequest } from '../../shared/messages/requests.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type DeskRow, deskRowOf } from './desk-rows.ts';
import type { StoredRequest } from './request.ts';
import { canReopen } from './shown-own-request.ts';
import { shownStep } from './shown-step.ts';
import { isAssignee, mayClaim, standingOf } from './standing.ts';
import type { StoredTeam } from './team.ts';

type Seen = {
  readonly actor: StaffActor;
  readonly now: number;
  readonly teams: readonly StoredTeam[];
};

/** A line of a list. Of a sensitive one what it is and when it is due, and no more. */
export function shownRow(row: DeskRow): RequestRow {
  const { dispatch: _, gridId, building, buildingId, houseLabel, ...shown } = row;
  if (row.sensitive) return { ...shown, building: '' };
  return {
    ...shown,
    building,
    ...(gridId === undefined ? {} : { gridId }),
    ...(buildingId === undefined ? {} : { buildingId }),
    ...(houseLabel === undefined ? {} : { houseLabel }),
  };
}

/** The steps that somebody of staff may take now. */
function stepsFor(request: StoredRequest, { actor, now, teams }: Seen): RequestStep[] {
  const standing = standingOf({ actor, now }, request);
  return REQUEST_STEP_NAMES.filter((step) => {
    if (stateAfter(request.state, step) === undefined) return false;
    if (step === 'claim') return mayClaim({ actor, now }, request, teams);
    if (step === 'reopen' && !canReopen(request, now)) return false;
    if (step === 'call_back' && isAssignee({ actor, now }, request)) return false;
    const { by }: { by: readonly StepBy[] } = REQUEST_STEPS[step];
    return by.some((one) => standing.has(one));
  });
}

/** As somebody of staff sees it: of a sensitive one its words are the assignee’s alone. */
export function staffRequestOf(request: StoredRequest, seen: Seen): StaffRequest {
  const isOpenToThem = !request.sensitive || isAssignee(seen, request);
  const row = deskRowOf(request);
  const may = stepsFor(request, seen);
  const redacted = request.redactedAt !== undefined;
  if (!isOpenToThem) {
    const steps = request.steps.map(({ note: _, photos: __, ...step }) => shownStep(step));
    const nothing = { details: {}, photos: [], handOvers: [], advances: [] };
    return { ...shownRow(row), ...nothing, steps, redacted, may };
  }
  const { maskedName, residentId, houseId, text, rating, hotlineNumber } = request;
  return {
    ...shownRow({ ...row, sensitive: false }),
    sensitive: request.sensitive,
    ...(request.houseLabel === undefined ? {} : { houseLabel: request.houseLabel }),
    ...(maskedName === undefined ? {} : { forMaskedName: maskedName }),
    ...(residentId === undefined ? {} : { residentId }),
    ...(houseId === undefined ? {} : { houseId }),
    ...(text === undefined ? {} : { text }),
    details: request.details,
    photos: request.photos,
    steps: request.steps.map(shownStep),
    handOvers: request.handOvers,
    advances: request.advances,
    ...(rating === undefined ? {} : { rating }),
    redacted,
    may,
    ...(hotlineNumber === undefined ? {} : { hotlineNumber }),
  };
}
