import type { CompoundId, PlaceId, StaffId } from '../../shared/ids.ts';
import { rolesFor } from '../../shared/may-act.ts';
import type { Action } from '../../shared/permissions.ts';
import type { Lineages } from '../compounds/index.ts';
import type { GrantStore } from './grant-store.ts';

/** Whose role permits this now: in the compound, in a part of it, or around it. */
export function whoMay({
  grants,
  lineages,
}: {
  readonly grants: Pick<GrantStore, 'listGrants'>;
  readonly lineages: Lineages;
}) {
  return async (
    action: Action,
    compoundId: CompoundId,
    nowMs: number,
  ): Promise<ReadonlyMap<StaffId, readonly PlaceId[]>> => {
    const lineage = await lineages.lineageOf(compoundId);
    const places = lineage?.map(({ placeId }) => placeId) ?? [compoundId];
    const rows = await grants.listGrants(places, nowMs);
    const roles = rolesFor(action) ?? [];
    const permitted = rows.filter(
      ({ role, since, until, endedAt }) =>
        roles.includes(role) && since <= nowMs && nowMs < until && endedAt === undefined,
    );
    const nodes = new Map<StaffId, PlaceId[]>();
    for (const { staffId, node } of permitted) {
      nodes.set(staffId, [...(nodes.get(staffId) ?? []), node]);
    }
    return nodes;
  };
}
