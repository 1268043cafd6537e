import type { ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { PassStore } from './pass-store.ts';

type Ports = {
  readonly passes: Pick<PassStore, 'whoHasPasses' | 'findPassesOfResident' | 'changeState'>;
};

/** Withdraws every pass of people who should not have been registered. Done again, it changes nothing. */
export async function withdrawPassesOf(
  { passes }: Ports,
  residents: readonly ResidentId[],
  audit: AuditFacts,
): Promise<void> {
  for (const resident of await passes.whoHasPasses(residents)) {
    await withdrawAll(passes, resident, audit);
  }
}

async function withdrawAll(
  passes: Ports['passes'],
  residentId: ResidentId,
  audit: AuditFacts,
): Promise<void> {
  const { by, at } = audit;
  const found = await passes.findPassesOfResident(residentId, at);
  for (const { passId, state } of found.passes) {
    if (state === 'revoked') continue;
    const change = {
      to: 'revoked',
      as: 'property_manager',
      by,
      at,
      audit,
      reason: 'wrong_person',
    } as const;
    await passes.changeState(passId, change);
  }
}
