import {
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  compoundOf,
  gridIdOf,
} from '../../shared/ids.ts';
import type { StaffRequest, TakeRequest } from '../../shared/messages/requests.ts';
import { buildingLabel } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { livesHere, type Resident } from '../residents/index.ts';
import { checkRequest } from './check-request.ts';
import type { StaffDesk } from './desk.ts';
import { newRequest, requestIdOf } from './new-request.ts';
import { attachTo } from './photos-of-request.ts';
import { placeOfResident, type RequestPlace } from './place-of-request.ts';
import { routeRequest } from './routing.ts';
import { staffRequestOf } from './shown-request.ts';
import { holderOfActor } from './who-acts.ts';

type Input = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly request: TakeRequest;
  readonly now: number;
};

/** A building, or what is everybody’s. */
async function placeInCompound(
  { places }: Pick<StaffDesk, 'places'>,
  { compoundId, request }: Input,
): Promise<RequestPlace | Failure> {
  const { building: number } = request;
  if (number === undefined) return { within: [compoundId], fields: { building: '' } };
  const compound = compoundNumberOf(compoundId);
  const buildingId = buildingIdOf(compound, number);
  const found = await places.findBuilding(buildingId);
  if (found === undefined) return fail('invalid_input', { field: 'building' });
  const gridId = gridIdOf(compound, found.building.grid);
  const building = buildingLabel(number, found.compound.buildingWord);
  return { within: [compoundId, gridId, buildingId], fields: { building, buildingId, gridId } };
}

async function forWhom(
  { residents }: Pick<StaffDesk, 'residents'>,
  { compoundId, request: { residentId } }: Input,
): Promise<Resident | undefined | Failure> {
  if (residentId === undefined) return undefined;
  const wrong = fail('invalid_input', { field: 'residentId' });
  if (compoundOf(residentId) !== compoundId) return wrong;
  const resident = await residents.findResident(residentId);
  return resident === undefined || !livesHere(resident) ? wrong : resident;
}

/** Somebody of staff writes down what was asked by phone or at the door. */
export async function takeRequest(ports: StaffDesk, input: Input): Promise<StaffRequest | Failure> {
  const { actor, compoundId, request, now } = input;
  const resident = await forWhom(ports, input);
  const isSomeone = resident !== undefined && !isFailure(resident);
  const place = await (isSomeone
    ? placeOfResident(ports, resident)
    : placeInCompound(ports, input));
  const within = isFailure(place) ? [compoundId] : place.within;
  if (!mayAct(actor, 'request.take', within, now)) return fail('not_permitted');
  if (isFailure(resident)) return resident;
  if (isFailure(place)) return place;
  const { types, calendar } = await ports.settings.readSettings(compoundId);
  const type = checkRequest(types, request, compoundId);
  if (isFailure(type)) return type;
  const { residentId, heardBy, hotlineNumber } = request;
  const what = { compound: compoundId, type, within, residentId, now };
  const [routed, me] = await Promise.all([
    routeRequest(ports, what),
    holderOfActor(ports, { actor, compound: compoundId, now }),
  ]);
  const { staffId, office, maskedName } = me;
  const asked = newRequest({
    requestId: requestIdOf(compoundId, staffId, request.key),
    type,
    calendar,
    place,
    routed,
    resident,
    askedBy: { by: 'staff', staffId, heardBy },
    by: { as: 'desk', staffId, office, maskedName },
    hotlineNumber,
    words: request,
    facts: factsOf(actor, { action: 'request.take', place: within, purpose: 'service_desk', now }),
    now,
  });
  const { photos } = request;
  const refused = await attachTo(asked.requestId, ports, { photos, actor, facts: asked.audit });
  if (refused !== undefined) {
    const before = await ports.requests.findRequest(asked.requestId);
    return before === undefined ? refused : staffRequestOf(before, { actor, now, teams: [] });
  }
  const outcome = await ports.requests.keepRequest(asked);
  const kept = outcome === 'kept' ? asked : outcome;
  return staffRequestOf(kept, { actor, now, teams: [] });
}
