import { compoundOf } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { SealedNumbers } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { PassWithdrawal } from './pass-withdrawal.ts';
import type { Registered } from './registered.ts';
import type { ResidenceStore } from './residence-store.ts';
import type { Resident } from './resident.ts';

export type EndResidencePorts = {
  readonly residences: Pick<ResidenceStore, 'end' | 'dropDue'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly withdrawal: Pick<PassWithdrawal, 'ofMovedOut'>;
};
/** Of whoever does not go of their own accord: by what, and where they can be told of it. */
export type Removed = {
  readonly by: 'document' | 'protection_order';
  readonly contacts: SealedNumbers;
};

/** The resident with where the house stands; undefined where there is no such house any more. */
export async function atHome(
  { compounds }: Pick<EndResidencePorts, 'compounds'>,
  resident: Resident,
): Promise<Registered | undefined> {
  const { houses } = await compounds.findPlaces([], [resident.houseId]);
  const [place] = houses;
  return place === undefined ? undefined : { resident, place };
}

/** By a message: the page is theirs no more, and the number is forgotten with the residence. */
async function toldOfRemoval(
  { compounds }: Pick<EndResidencePorts, 'compounds'>,
  of: { readonly resident: Resident; readonly removed: Removed; readonly at: number },
): Promise<Notification | undefined> {
  const { resident, removed, at } = of;
  const { residentId, accountId } = resident;
  if (accountId === undefined) return undefined;
  const compoundId = compoundOf(residentId);
  const [places, sealedNumber] = await Promise.all([
    compounds.findPlaces([compoundId], []),
    removed.contacts.findSealed(accountId),
  ]);
  return {
    template: 'removed',
    parameters: { compound: places.compounds[0]?.name ?? '', by: removed.by },
    compoundId,
    key: `removed#${residentId}#${at}`,
    to: { account: accountId },
    urgency: 'urgent',
    at,
    ...(sealedNumber === undefined ? {} : { sealedNumber }),
  };
}

/**
 * Ends somebody's residence: out of the household and the register, their numbers speak for them
 * no more, their passes are withdrawn. Where it is broken off, the clock does the rest.
 */
export async function endResidence(
  ports: EndResidencePorts,
  resident: Resident,
  audit: AuditFacts,
  removed?: Removed,
): Promise<undefined | Failure> {
  const before = await atHome(ports, resident);
  if (before === undefined) return fail('not_found');
  const told = removed && (await toldOfRemoval(ports, { resident, removed, at: audit.at }));
  const outcome = await ports.residences.end(before, shanghaiDay(audit.at), audit, told);
  if (outcome === 'conflict') return fail('state_conflict');
  const { residentId } = resident;
  await ports.withdrawal.ofMovedOut(residentId, audit);
  await ports.residences.dropDue({ residentId, at: resident.leaving?.at ?? audit.at });
  return undefined;
}
