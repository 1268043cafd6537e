import {
  compoundNumberOf,
  compoundOf,
  type JoinRequestId,
  newResidentId,
  type ResidentId,
} from '../../shared/ids.ts';
import { buildingLabel, type CompoundStore } from '../compounds/index.ts';
import type { ContactNumbers } from '../identity/index.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import { mayAct, type ResidentActor, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { type DecidesForPorts, decidesFor } from './decides-for.ts';
import type { JoinRequest } from './join-request.ts';
import type { Joining, JoinRequestStore } from './join-request-store.ts';
import { isChild } from './register-row.ts';
import { classOf } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type DecideJoinPorts = NotifyPorts & {
  readonly requests: Pick<JoinRequestStore, 'findRequest' | 'approve' | 'refuse'>;
  readonly residents: Pick<ResidentStore, 'listHousehold' | 'findResidents'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly contacts: Pick<ContactNumbers, 'unseal' | 'keep'>;
  readonly random: RandomBytes;
};

type Decision = {
  readonly joinRequestId: JoinRequestId;
  readonly approve: boolean;
  readonly now: number;
};

/** An adult of the household says whether somebody may join it. */
export async function answerJoinRequest(
  ports: DecideJoinPorts & DecidesForPorts,
  input: Decision & { readonly actor: ResidentActor; readonly residentId: ResidentId },
): Promise<undefined | Failure> {
  const adult = await decidesFor(ports, input);
  if (isFailure(adult)) return adult;
  const { actor, joinRequestId, now } = input;
  const request = await ports.requests.findRequest(joinRequestId, now);
  const isOfHouse = request?.houseId === adult.houseId && adult.class === 'resident';
  if (request === undefined || !isOfHouse) return fail('not_found');
  const what = { action: 'join_request.answer', place: [], purpose: 'own_record', now } as const;
  const decided = await decide(ports, request, { ...input, audit: factsOf(actor, what) });
  return isFailure(decided) ? decided : undefined;
}

/** Whoever keeps the register says so. */
export async function decideJoinRequest(
  ports: DecideJoinPorts,
  input: Decision & { readonly actor: StaffActor },
): Promise<{ residentId?: ResidentId } | Failure> {
  const { actor, joinRequestId, now } = input;
  const place = compoundOf(joinRequestId);
  if (!mayAct(actor, 'join_request.decide', place, now)) return fail('not_permitted');
  const request = await ports.requests.findRequest(joinRequestId, now);
  if (request === undefined) return fail('state_conflict');
  const what = { action: 'join_request.decide', place, purpose: 'register', now } as const;
  return decide(ports, request, { ...input, audit: factsOf(actor, what) });
}

async function decide(
  ports: DecideJoinPorts,
  request: JoinRequest,
  { approve, now, audit }: Decision & { readonly audit: AuditFacts },
): Promise<{ residentId?: ResidentId } | Failure> {
  if (!approve) {
    const outcome = await ports.requests.refuse(request, audit);
    if (outcome !== 'refused') return fail('state_conflict');
    await tellWhoAsked(ports, request, { decision: 'refused', now });
    return {};
  }
  const joining = await joiningOf(ports, request, now);
  if (joining === undefined) return fail('state_conflict');
  const outcome = await ports.requests.approve(request, joining, audit);
  if (outcome === 'conflict') return fail('state_conflict');
  await tellWhoAsked(ports, request, { decision: 'approved', now });
  return { residentId: outcome };
}

/** Whoever was taken in can be told more by that number; of who was not, the number is gone. */
async function tellWhoAsked(
  { contacts, compounds, outbox }: DecideJoinPorts,
  { joinRequestId, houseId, accountId, sealedNumber, askedAt }: JoinRequest,
  { decision, now }: { readonly decision: 'approved' | 'refused'; readonly now: number },
): Promise<void> {
  if (decision === 'approved' && sealedNumber !== undefined) {
    await contacts.keep(accountId, await contacts.unseal(accountId, sealedNumber));
  }
  const compoundId = compoundOf(houseId);
  const [found] = (await compounds.findPlaces([compoundId], [])).compounds;
  await notify(
    { outbox },
    {
      compoundId,
      key: `join#${joinRequestId}#${askedAt}`,
      to: { account: accountId },
      template: 'join_request_decided',
      parameters: { compound: found?.name ?? '', decision },
      urgency: 'normal',
      at: now,
      ...(sealedNumber === undefined ? {} : { sealedNumber }),
    },
  );
}

/**
 * Whoever stands at the house by the same name and without a number is the one who asks; by the
 * same name and with another number, nobody can tell, and the register is where it is settled.
 */
async function joiningOf(
  { residents, compounds, random }: DecideJoinPorts,
  { houseId, name, maskedName, tie, accountId }: JoinRequest,
  now: number,
): Promise<Joining | undefined> {
  const members = await residents.listHousehold(houseId);
  const [household, places] = await Promise.all([
    residents.findResidents(members.map(({ residentId }) => residentId)),
    compounds.findPlaces([compoundOf(houseId)], [houseId]),
  ]);
  const [compound] = places.compounds;
  const [place] = places.houses;
  if (compound === undefined || place === undefined) return undefined;
  const namesake = household.find((one) => one.name === name);
  if (namesake !== undefined) {
    const isFree = namesake.accountId === undefined && !isChild(namesake, now);
    const before = { resident: namesake, place };
    return isFree ? { as: 'number', before, after: { ...namesake, accountId } } : undefined;
  }
  const residentId = newResidentId(compoundNumberOf(houseId), random(10));
  const building = buildingLabel(place.building, compound.buildingWord);
  const named = { residentId, houseId, name, maskedName, tie, class: classOf(tie) };
  return { as: 'new', resident: { ...named, building, accountId }, place };
}
