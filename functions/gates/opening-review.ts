import type { StaffId } from '../../shared/ids.ts';
import type { DayOpening, RepeatedOpening } from '../../shared/messages/gate-days.ts';
import type { Opening, OpeningClass } from '../../shared/messages/openings.ts';
import type { ReviewedOpenings } from './gate-day-store.ts';

/**
 * From so many of a class by one guard in a day on, somebody should look. Who opens for callers
 * does it all day; a resident without a phone is in a minority, an ambulance rare, and an
 * emergency worth a look each time.
 */
export const LOOKED_AT_FROM = {
  resident_without_phone: 20,
  visitor: 40,
  courier: 40,
  trade: 20,
  emergency_vehicle: 3,
  emergency: 1,
} as const satisfies Record<OpeningClass, number>;

/** An opening, and the guard of its shift where somebody was on duty. */
export type AttributedOpening = {
  readonly opening: Opening;
  readonly guard?: { readonly staffId: StaffId; readonly guardName?: string } | undefined;
};

export function dayOpeningOf({ opening, guard }: AttributedOpening): DayOpening {
  const { openedAt, class: of, building, reason } = opening;
  return {
    openedAt,
    class: of,
    ...(building === undefined ? {} : { building }),
    ...(reason === undefined ? {} : { reason }),
    ...(guard?.guardName === undefined ? {} : { guardName: guard.guardName }),
  };
}

const groupOf = (of: OpeningClass, staffId: StaffId | undefined): string =>
  `${of} ${staffId ?? 'nobody'}`;

/** By class and guard, where they are so many that somebody should look; the most frequent first. */
export function repeatedAmong(
  openings: readonly AttributedOpening[],
  reviews: readonly ReviewedOpenings[],
): RepeatedOpening[] {
  const lookedAt = new Map(
    reviews.map(({ class: of, staffId, at, count }) => [groupOf(of, staffId), { at, count }]),
  );
  const groups = new Map<string, AttributedOpening[]>();
  for (const one of openings) {
    const group = groupOf(one.opening.class, one.guard?.staffId);
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  const repeated: RepeatedOpening[] = [];
  for (const [group, members] of groups) {
    const [first] = members;
    if (first === undefined || members.length < LOOKED_AT_FROM[first.opening.class]) continue;
    const { opening, guard } = first;
    const reviewed = lookedAt.get(group);
    repeated.push({
      class: opening.class,
      ...guard,
      count: members.length,
      lastOpenedAt: Math.max(...members.map((one) => one.opening.openedAt)),
      ...(reviewed === undefined ? {} : { reviewed }),
    });
  }
  return repeated.sort((one, other) => other.count - one.count);
}
