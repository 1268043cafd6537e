import type { CompoundId, PlaceId, StaffId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { GrantStore } from '../permissions/index.ts';

export type StaffOnCall = {
  readonly staffId: StaffId;
  readonly maskedName: string;
  readonly roles: readonly Role[];
};

/** Roles of people who are put on duty. */
const ON_CALL: readonly Role[] = [
  'property_manager',
  'house_steward',
  'front_desk',
  'repairer',
  'guard',
  'guard_captain',
  'grid_leader',
  'grid_worker',
  'community_worker',
];

/** Who can be put on duty in a compound now, by name. */
export function staffOfCompound({
  grants,
  compounds,
}: {
  readonly grants: Pick<GrantStore, 'listGrants'>;
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
}) {
  return async (compoundId: CompoundId, nowMs: number): Promise<StaffOnCall[]> => {
    const compound = await compounds.findCompound(compoundId);
    const around: PlaceId[] = compound === undefined ? [] : [compound.communityId];
    const rows = await grants.listGrants([compoundId, ...around], nowMs);
    const staff = new Map<StaffId, StaffOnCall>();
    for (const { staffId, maskedName, role, since, until, endedAt } of rows) {
      const isRunning = since <= nowMs && nowMs < until && endedAt === undefined;
      if (!isRunning || !ON_CALL.includes(role)) continue;
      const roles = staff.get(staffId)?.roles ?? [];
      staff.set(staffId, { staffId, maskedName, roles: [...new Set([...roles, role])] });
    }
    return [...staff.values()].sort((one, other) => (one.staffId < other.staffId ? -1 : 1));
  };
}
