import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import { REMOVAL_NOTICE_HOURS } from '../../shared/messages/household.ts';
import type { AnnounceRemovalRequest } from '../../shared/messages/residents.ts';
import type { SealedNumbers } from '../identity/index.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { atHome, type EndResidencePorts, endResidence } from './end-residence.ts';
import type { ResidenceStore } from './residence-store.ts';
import type { Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type RemovalPorts = EndResidencePorts &
  NotifyPorts & {
    readonly contacts: SealedNumbers;
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

/** By a message as well as on the page: whoever is to go may not be looking at it. */
async function tellOfRemoval(
  ports: RemovalPorts,
  { residentId, accountId }: Resident,
  {
    says,
    at,
    now,
  }: {
    readonly says: 'removal_announced' | 'removal_taken_back';
    readonly at: number;
    readonly now: number;
  },
): Promise<void> {
  if (accountId === undefined) return;
  const compoundId = compoundOf(residentId);
  const [found] = (await ports.compounds.findPlaces([compoundId], [])).compounds;
  const about = {
    compoundId,
    key: `${says}#${residentId}#${now}`,
    to: { account: accountId },
    urgency: 'urgent',
    at: now,
  } as const;
  const compound = found?.name ?? '';
  switch (says) {
    case 'removal_announced':
      return notify(ports, { ...about, template: says, parameters: { compound, endsAt: at } });
    case 'removal_taken_back':
      return notify(ports, { ...about, template: says, parameters: { compound } });
  }
}

/**
 * Announces somebody's removal on a document: they are told, see it, and it takes effect after 72 hours. On a
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
    const removed = { by: 'protection_order', contacts: ports.contacts } as const;
    const failed = await endResidence(ports, resident, audit, removed);
    if (failed !== undefined) return failed;
    return { version: version + 1, at: now };
  }
  const before = await atHome(ports, resident);
  if (before === undefined) return fail('not_found');
  const at = now + NOTICE_MS;
  const leaving = { at, document, documentNumber, by: actor.staffId };
  const outcome = await ports.residences.announce(before, leaving, audit);
  if (outcome !== 'changed') return fail('state_conflict');
  await tellOfRemoval(ports, resident, { says: 'removal_announced', at, now });
  return { version: version + 1, at };
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
  if (outcome !== 'changed') return fail('state_conflict');
  const { now } = input;
  const at = resident.leaving?.at ?? now;
  await tellOfRemoval(ports, resident, { says: 'removal_taken_back', at, now });
  return undefined;
}
