import type { CompoundId } from '../../shared/ids.ts';
import type { SealedNumbers } from '../identity/index.ts';
import { systemFacts } from '../platform/audit.ts';
import { type EndResidencePorts, endResidence } from './end-residence.ts';
import type { ResidenceStore } from './residence-store.ts';
import type { ResidentStore } from './resident-store.ts';

export type EndDueResidencesPorts = EndResidencePorts & {
  readonly contacts: SealedNumbers;
  readonly residences: Pick<ResidenceStore, 'listDue' | 'end' | 'dropDue'>;
  readonly residents: Pick<ResidentStore, 'findResident'>;
};

/**
 * Brings about the removals whose notice is over, and finishes departures that were broken off. Run
 * late, twice or by two at once it comes to the same.
 * @returns how many came about
 */
export async function endDueResidences(
  ports: EndDueResidencesPorts,
  compound: CompoundId,
  now: number,
): Promise<number> {
  const audit = systemFacts('resident.remove', now);
  let ended = 0;
  for (const due of await ports.residences.listDue(compound, now)) {
    const resident = await ports.residents.findResident(due.residentId);
    if (resident?.state === 'leaving' && resident.leaving?.at === due.at) {
      const removed = { by: 'document', contacts: ports.contacts } as const;
      if ((await endResidence(ports, resident, audit, removed)) === undefined) ended += 1;
      continue;
    }
    if (resident?.state === 'moved_out') {
      await ports.withdrawal.ofMovedOut(due.residentId, audit);
    }
    await ports.residences.dropDue(due);
  }
  return ended;
}
