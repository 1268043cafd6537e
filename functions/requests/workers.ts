import {
  CommunityId,
  type CompoundId,
  compoundOf,
  type PlaceId,
  type StaffId,
  StreetId,
} from '../../shared/ids.ts';
import { rolesFor } from '../../shared/may-act.ts';
import type { Action } from '../../shared/permissions.ts';
import type { Lineages } from '../compounds/index.ts';
import type { GrantStore } from '../permissions/index.ts';
import type { Grant } from '../platform/actor.ts';
import type { Holder } from './request.ts';

/** Somebody who may do what residents of a compound ask for. */
export type Worker = Pick<Holder, 'staffId' | 'office' | 'maskedName'> & {
  /** Until when they may at all: unix milliseconds. */
  readonly until: number;
  /** Those of a street or a community are at the compound here. */
  readonly grants: readonly Grant[];
};

/** Whoever works for a compound now, in it, in a part of it or around it. */
export type WorkersOf = (compound: CompoundId, now: number) => Promise<readonly Worker[]>;

const isWide = (place: PlaceId): place is StreetId | CommunityId =>
  StreetId.safeParse(place).success || CommunityId.safeParse(place).success;

/** The running roles that permit something anywhere in a compound. */
function grantsInCompound(
  grants: readonly Grant[],
  { action, compound, now }: { action: Action; compound: CompoundId; now: number },
): readonly Grant[] {
  const roles = rolesFor(action) ?? [];
  return grants.filter(
    ({ role, node, until }) =>
      roles.includes(role) && now < until && !isWide(node) && compoundOf(node) === compound,
  );
}

/** The roles by which somebody works on requests anywhere in a compound. */
export const rolesInCompound = (
  grants: readonly Grant[],
  compound: CompoundId,
  now: number,
): readonly Grant[] => grantsInCompound(grants, { action: 'request.work', compound, now });

/** Whether a role permits something in a compound or in a part of it. */
export const holdsInCompound = (
  grants: readonly Grant[],
  of: { readonly action: Action; readonly compound: CompoundId; readonly now: number },
): boolean => grantsInCompound(grants, of).length > 0;

export const lastUntil = (grants: readonly Grant[]): number =>
  Math.max(0, ...grants.map(({ until }) => until));

export function workersOf({
  grants,
  lineages,
}: {
  readonly grants: Pick<GrantStore, 'listGrants'>;
  readonly lineages: Lineages;
}): WorkersOf {
  return async (compound, now) => {
    const lineage = await lineages.lineageOf(compound);
    const rows = await grants.listGrants(lineage?.map(({ placeId }) => placeId) ?? [compound], now);
    const workers = new Map<StaffId, Worker>();
    for (const row of rows) {
      if (row.endedAt !== undefined || now < row.since) continue;
      const node = isWide(row.node) ? compound : row.node;
      const held = rolesInCompound([{ ...row, node }], compound, now);
      if (held.length === 0) continue;
      const { staffId, office, maskedName } = row;
      const known = workers.get(staffId);
      const all = [...(known?.grants ?? []), ...held];
      workers.set(staffId, {
        staffId,
        office: known?.office ?? office,
        maskedName,
        grants: all,
        until: lastUntil(all),
      });
    }
    return [...workers.values()];
  };
}

export const holderOf = ({ staffId, office, maskedName, until }: Worker): Holder => ({
  staffId,
  office,
  maskedName,
  until,
});
