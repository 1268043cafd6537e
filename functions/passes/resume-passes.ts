import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import { systemFacts } from '../platform/audit.ts';
import { hasServedTerm } from './pass.ts';
import type { PassesOfResident, PassStore, StateChangeRequest } from './pass-store.ts';

/** Written as the author of what nobody did. */
const TIME = 'time';
const servedAt = (now: number): StateChangeRequest => ({
  to: 'active',
  as: TIME,
  by: TIME,
  at: now,
  audit: systemFacts('pass.resume', now),
});

/**
 * Writes down what is good again, since its term is over: each by one write that loses to any
 * other change. Run late, twice or by two at once it comes to the same.
 * @returns how many became good
 */
export async function resumePasses(
  { passes }: { readonly passes: PassStore },
  compound: CompoundId,
  now: number,
): Promise<number> {
  let resumed = 0;
  for (const due of await passes.listDueResumptions(compound, now)) {
    const outcome = await passes.changeState(due.passId, servedAt(now));
    if (outcome === 'changed') resumed += 1;
    if (outcome === 'missing') await passes.dropResumption(due);
  }
  return resumed;
}

/** A resident's passes, each as good as it is now: who asks need not wait for the next run. */
export async function findPassesInTerm(
  passes: PassStore,
  resident: ResidentId,
  now: number,
): Promise<PassesOfResident> {
  const found = await passes.findPassesOfResident(resident, now);
  const served = found.passes.filter((pass) => hasServedTerm(pass, now));
  if (served.length === 0) return found;
  for (const { passId } of served) {
    await passes.changeState(passId, servedAt(now));
  }
  return passes.findPassesOfResident(resident, now);
}
