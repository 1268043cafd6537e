import type { EscalationLevel } from '../../shared/desk/request-lifecycle.ts';
import type { CompoundId, PlaceId, StaffId } from '../../shared/ids.ts';
import { rolesFor } from '../../shared/may-act.ts';
import type { Role } from '../../shared/roles.ts';
import type { Lineages } from '../compounds/index.ts';
import type { GrantRow } from '../identity/index.ts';
import type { GrantStore } from '../permissions/index.ts';
import type { StoredRequest } from './request.ts';

/** Who is told at a level, each where they hold the role. */
export const LEVEL_ROLES = {
  building: ['building_captain'],
  grid: ['grid_leader'],
  compound: ['property_manager', 'front_desk'],
  community: ['community_worker'],
  street: ['street_administrator'],
} as const satisfies Record<EscalationLevel, readonly Role[]>;

/** Where a request is: its building and grid. */
type Where = Pick<StoredRequest, 'buildingId' | 'gridId'>;

/** Who holds which role around a compound, at one moment. */
export interface Offices {
  /** Whether somebody would be told at this level of a request. */
  isAnybodyAt(level: EscalationLevel, where: Where): boolean;
  /** The end of the longest role by which somebody works on requests here; undefined for none. */
  worksUntil(staff: StaffId): number | undefined;
}

export type OfficePorts = {
  readonly grants: Pick<GrantStore, 'listGrants'>;
  readonly lineages: Lineages;
};

/** @param around the compound and every wider place */
export function officesAmong(
  rows: readonly GrantRow[],
  around: readonly PlaceId[],
  now: number,
): Offices {
  const running = rows.filter(
    ({ since, until, endedAt }) => since <= now && now < until && endedAt === undefined,
  );
  const works = rolesFor('request.work') ?? [];
  return {
    isAnybodyAt: (level, { buildingId, gridId }) => {
      const roles: readonly Role[] = LEVEL_ROLES[level];
      const places: readonly (PlaceId | undefined)[] = {
        building: [buildingId],
        grid: [gridId],
        compound: around,
        community: around,
        street: around,
      }[level];
      return running.some(({ role, node }) => roles.includes(role) && places.includes(node));
    },
    worksUntil: (staff) => {
      const ends = running
        .filter((row) => row.staffId === staff && works.includes(row.role))
        .map(({ until }) => until);
      return ends.length === 0 ? undefined : Math.max(...ends);
    },
  };
}

export async function officesOf(
  { grants, lineages }: OfficePorts,
  compound: CompoundId,
  now: number,
): Promise<Offices> {
  const lineage = await lineages.lineageOf(compound);
  const around = lineage?.map(({ placeId }) => placeId) ?? [compound];
  return officesAmong(await grants.listGrants(around, now), around, now);
}
