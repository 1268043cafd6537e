import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import { REMOVAL_NOTICE_HOURS } from '../../shared/messages/household.ts';
import type { AnnounceRemovalRequest } from '../../shared/messages/residents.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { atHome, type EndResidencePorts, endResidence } from './end-residence.ts';
import type { ResidenceStore } from './residence-store.ts';
import type { Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type RemovalPorts = EndResidencePorts & {
  readonly residences: Pick<ResidenceStore, 'announce' | 'takeBack' | 'end' | 'dropDue'>;
  readonly residents: Pick<ResidentStore, 'findResident'>;
};

type RemovalInput = {
  readonly actor: StaffActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

const NOTICE_MS = REMOVAL_NOTICE_HOURS * 60 * 60 * 1000;

async function residentToRemove(
  { residents }: Pick<RemovalPorts, 'residents'>,
  { actor, residentId, now }: RemovalInput,
): Promise<Resident | Failure> {
  if (!mayAct(actor, 'resident.remove', compoundOf(residentId), now)) return fail('not_permitted');
  const resident = await residents.findResident(residentId);
  return resident ?? fail('not_found');
}

const factsOfRemoval = ({ actor, residentId, now }: RemovalInput) =>
  factsOf(actor, {
    action: 'resident.remove',
    place: compoundOf(residentId),
    purpose: 'moving_out',
    now,
  });

/**
 * Announces somebody's removal on a document: they see it, and it takes effect after 72 hours. On a
 * protection order it takes effect at once.
 */
export async function announceRemoval(
  ports: RemovalPorts,
  input: RemovalInput & { readonly request: AnnounceRemovalRequest },
): Promise<{ version: number; at: number } | Failure> {
  const resident = await residentToRemove(ports, input);
  if ('failure' in resident) return resident;
  const { actor, request, now } = input;
  const { version, document, documentNumber } = request;
  const isOrder = document === 'protection_order';
  const mayLeave = resident.state === 'active' || (isOrder && resident.state === 'leaving');
  if (resident.version !== version || !mayLeave) return fail('state_conflict');
  const audit = factsOfRemoval(input);
  if (isOrder) {
    const failed = await endResidence(ports, resident, audit);
    return failed ?? { version: version + 1, at: now };
  }
  const before = await atHome(ports, resident);
  if (before === undefined) return fail('not_found');
  const at = now + NOTICE_MS;
  const leaving = { at, document, documentNumber, by: actor.staffId };
  const outcome = await ports.residences.announce(before, leaving, audit);
  return outcome === 'changed' ? { version: version + 1, at } : fail('state_conflict');
}

/** Takes an announced removal back: the person stays as they were. */
export async function takeBackRemoval(
  ports: RemovalPorts,
  input: RemovalInput,
): Promise<undefined | Failure> {
  const resident = await residentToRemove(ports, input);
  if ('failure' in resident) return resident;
  const before = resident.state === 'leaving' ? await atHome(ports, resident) : undefined;
  if (before === undefined) return fail('state_conflict');
  const outcome = await ports.residences.takeBack(before, factsOfRemoval(input));
  return outcome === 'changed' ? undefined : fail('state_conflict');
}
