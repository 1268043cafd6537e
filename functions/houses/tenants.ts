import type { ResidentId } from '../../shared/ids.ts';
import type { HouseMember } from '../residents/index.ts';

/** The path of the first tenant who is not registered at the house; undefined where all are. */
export function foreignTenant(
  household: readonly HouseMember[],
  tenants: readonly ResidentId[],
): string | undefined {
  const at = tenants.findIndex(
    (tenant) => !household.some(({ residentId }) => residentId === tenant),
  );
  return at === -1 ? undefined : `tenants.${at}`;
}
