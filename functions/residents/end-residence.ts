import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { CompoundStore } from '../compounds/index.ts';
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

/** The resident with where the house stands; undefined where there is no such house any more. */
export async function atHome(
  { compounds }: Pick<EndResidencePorts, 'compounds'>,
  resident: Resident,
): Promise<Registered | undefined> {
  const { houses } = await compounds.findPlaces([], [resident.houseId]);
  const [place] = houses;
  return place === undefined ? undefined : { resident, place };
}

/**
 * Ends somebody's residence: out of the household and the register, their numbers speak for them
 * no more, their passes are withdrawn. Where it is broken off, the clock does the rest.
 */
export async function endResidence(
  ports: EndResidencePorts,
  resident: Resident,
  audit: AuditFacts,
): Promise<undefined | Failure> {
  const before = await atHome(ports, resident);
  if (before === undefined) return fail('not_found');
  const outcome = await ports.residences.end(before, shanghaiDay(audit.at), audit);
  if (outcome === 'conflict') return fail('state_conflict');
  const { residentId } = resident;
  await ports.withdrawal.ofMovedOut(residentId, audit);
  await ports.residences.dropDue({ residentId, at: resident.leaving?.at ?? audit.at });
  return undefined;
}
