import type { ResidentId } from '../../shared/ids.ts';
import type { HouseMember } from '../residents/index.ts';

/** The path of the first tenant who is not registered at the house; undefined where all are. */
export function foreignTenant(
  household: readonly HouseMember[],
  tenants: readonly ResidentId[],
): string | undefined {
  const livesThere = new Set(household.map(({ residentId }) => residentId));
  const [at] = [...tenants.keys()].filter((index) => {
    const tenant = tenants[index];
    return tenant === undefined || !livesThere.has(tenant);
  });
  return at === undefined ? undefined : `tenants.${at}`;
}
