import type { PlaceId } from './ids.ts';
import { type PlaceKind, ROLE_RULES, type Role } from './roles.ts';

const OF_PROPERTY = [
  'property_manager',
  'house_steward',
  'front_desk',
  'repairer',
  'guard',
  'guard_captain',
  'landlord',
] as const satisfies Role[];

const OF_COMMUNITY = [
  ...OF_PROPERTY,
  'community_worker',
  'grid_leader',
  'grid_instructor',
  'grid_worker',
  'grid_department_member',
  'building_captain',
  'owners_committee',
  'community_police',
  'community_doctor',
  'volunteer',
] as const satisfies Role[];

/**
 * Who may give and end which role, each within their own place and no longer than they hold their
 * own. Whoever appoints somebody could have appointed everybody whom that one may appoint, so that
 * no chain of appointments reaches further than its beginning.
 */
export const APPOINTS: { readonly [R in Role]?: readonly Role[] } = {
  property_manager: OF_PROPERTY,
  community_worker: OF_COMMUNITY,
  street_administrator: [...OF_COMMUNITY, 'street_administrator', 'auditor'],
};

const KIND_OF_PREFIX: Record<string, PlaceKind> = {
  str: 'street',
  com: 'community',
  cmp: 'compound',
  grd: 'grid',
  bld: 'building',
  unt: 'unit',
  hou: 'house',
};

export function placeKindOf(place: PlaceId): PlaceKind {
  const kind = KIND_OF_PREFIX[place.slice(0, 3)];
  if (kind === undefined) throw new TypeError('no id of a place');
  return kind;
}

const DAY_MS = 86_400_000;

type Held = { readonly role: Role; readonly node: PlaceId; readonly until: number };
type Wanted = {
  readonly role: Role;
  readonly node: PlaceId;
  /** Unix milliseconds, exclusive. */
  readonly until: number;
};

/** What stands in the way of an appointment. */
export type AppointmentRefusal = 'not_appointable' | 'wrong_place' | 'too_long' | 'in_the_past';

/**
 * Whether somebody who holds these grants may give a role.
 * @param within the place and every wider one around it
 * @returns undefined where nothing stands in the way
 */
export function refusalOfAppointment(
  held: readonly Held[],
  { role, node, until }: Wanted,
  within: readonly PlaceId[],
  nowMs: number,
): AppointmentRefusal | undefined {
  const kinds: readonly PlaceKind[] = ROLE_RULES[role].at;
  if (!kinds.includes(placeKindOf(node))) return 'wrong_place';
  if (until <= nowMs) return 'in_the_past';
  const latest = latestEnd(held, role, within, nowMs);
  if (latest === undefined) return 'not_appointable';
  return until <= latest ? undefined : 'too_long';
}

/**
 * Until when somebody who holds these grants can give a role at most: as long as the role's rule
 * lets it last, and no longer than they hold what they give it by.
 * @param within the place and every wider one around it
 * @returns unix milliseconds; undefined where they cannot give it
 */
export function latestEnd(
  held: readonly Held[],
  role: Role,
  within: readonly PlaceId[],
  nowMs: number,
): number | undefined {
  const ends = held
    .filter(
      (one) =>
        nowMs < one.until &&
        within.includes(one.node) &&
        (APPOINTS[one.role]?.includes(role) ?? false),
    )
    .map(({ until }) => until);
  if (ends.length === 0) return undefined;
  return Math.min(nowMs + ROLE_RULES[role].days * DAY_MS, Math.max(...ends));
}

/** Whether somebody who holds these grants may end one, their own apart. */
export function mayEndGrant(
  held: readonly Held[],
  { role }: Pick<Wanted, 'role'>,
  within: readonly PlaceId[],
  nowMs: number,
): boolean {
  return held.some(
    (one) =>
      nowMs < one.until &&
      within.includes(one.node) &&
      (APPOINTS[one.role]?.includes(role) ?? false),
  );
}
