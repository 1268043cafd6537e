import * as z from 'zod';
import {
  AccountId,
  CommunityId,
  type CompoundId,
  compoundOf,
  PlaceId,
  StaffId,
  StreetId,
} from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { OFFICES, ROLE_RULES, ROLES, type Role } from '../../shared/roles.ts';
import type { StaffMember } from './account.ts';

/** A role of somebody, as it is kept at the place where they hold it. */
export const GrantRow = z.object({
  staffId: StaffId,
  accountId: AccountId,
  maskedName: z.string(),
  role: z.enum(ROLES),
  node: PlaceId,
  office: z.enum(OFFICES),
  /** Unix milliseconds. */
  since: z.number().int(),
  /** Exclusive. */
  until: z.number().int(),
  /** Ended before its day. */
  endedAt: z.number().int().optional(),
  /** Counts the writes of this row. */
  version: z.number().int(),
});
export type GrantRow = z.infer<typeof GrantRow>;

/** Roles of a street or a community lie under it, all others under their compound. */
export function grantPartition(place: PlaceId): StreetId | CommunityId | CompoundId {
  const wide = StreetId.safeParse(place).data ?? CommunityId.safeParse(place).data;
  if (wide !== undefined) return wide;
  // cast: what is neither a street nor a community belongs to a compound
  return compoundOf(place as Exclude<PlaceId, StreetId | CommunityId>);
}

/** How long it is told who held a role that has ended. */
export const GRANT_TOLD_FOR_MS = KEPT_MS.role;

export const GRANT_PREFIX = 'grant#';
export const grantKey = (node: PlaceId, staff: StaffId, role: Role) => ({
  pk: grantPartition(node),
  sk: `${GRANT_PREFIX}${node}#${staff}#${role}`,
});

/** The rows of everything that somebody holds. */
export function grantRowsOf(
  accountId: AccountId,
  { staffId, maskedName, grants }: StaffMember,
  since: number,
): GrantRow[] {
  return grants.map(({ role, node, until, office = ROLE_RULES[role].office }) => ({
    staffId,
    accountId,
    maskedName,
    role,
    node,
    office,
    since,
    until,
    version: 1,
  }));
}
