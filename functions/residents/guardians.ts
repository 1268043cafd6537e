import { compoundNumberOf, newProxyId, type ResidentId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { ProxyRecord } from './proxy.ts';
import { isChild } from './register-row.ts';
import type { NewResident, Resident } from './resident.ts';

type Chosen = {
  readonly chosen: readonly ResidentId[];
  /** Who lives in the house. */
  readonly household: readonly Resident[];
  /** Who holds the child's pass already. */
  readonly standing?: readonly ProxyRecord[];
  readonly random: RandomBytes;
  readonly now: number;
};

/**
 * The guardians of a child, each in their own right: adults of the house, by the number that is
 * registered for them. Whoever holds the child's pass already is not another.
 */
export function guardiansOf(
  {
    residentId,
    accountId,
    childUntil,
  }: Pick<NewResident, 'residentId' | 'accountId' | 'childUntil'>,
  { chosen, household, standing = [], random, now }: Chosen,
): ProxyRecord[] | Failure {
  const holding = new Set([accountId, ...standing.map((one) => one.accountId)]);
  const guardians: ProxyRecord[] = [];
  for (const id of new Set(chosen)) {
    const adult = household.find((one) => one.residentId === id && !isChild(one, now));
    const isOfAChild = isChild({ childUntil }, now);
    if (!isOfAChild || adult?.accountId === undefined || adult.class !== 'resident') {
      return fail('invalid_input', { field: 'guardians' });
    }
    if (holding.has(adult.accountId)) continue;
    holding.add(adult.accountId);
    guardians.push({
      proxyId: newProxyId(compoundNumberOf(residentId), random(10)),
      residentId,
      accountId: adult.accountId,
      kind: 'guardian',
      called: adult.maskedName,
      since: now,
    });
  }
  return guardians;
}

/** What comes of a child's guardians where the record changes. */
export type GuardianChanges = {
  readonly added: readonly ProxyRecord[];
  /** They hold the pass until another day. */
  readonly moved: readonly ProxyRecord[];
  /** Of an adult there is none. */
  readonly ended: readonly ProxyRecord[];
};
export const SAME_GUARDIANS: GuardianChanges = { added: [], moved: [], ended: [] };
