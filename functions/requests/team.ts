import type * as z from 'zod';
import type { PlaceId, StaffId } from '../../shared/ids.ts';
import { Team } from '../../shared/messages/desk-settings.ts';
import { shanghaiMinuteOfDay, shanghaiWeekday } from '../../shared/time/shanghai.ts';

/** How many open tasks somebody has who is in no team that says it. */
export const FIRST_CAP = 20;

export const StoredTeam = Team;
export type StoredTeam = z.infer<typeof StoredTeam>;

/**
 * Whether a team does this kind of work at a place: the place, and every wider one around it. A
 * team with nobody in it keeps nothing from the others.
 */
export const isAble = (
  { members, typeIds, areas }: Pick<StoredTeam, 'members' | 'typeIds' | 'areas'>,
  typeId: string,
  within: readonly PlaceId[],
): boolean =>
  members.length > 0 &&
  typeIds.includes(typeId) &&
  (areas.length === 0 || areas.some((area) => within.includes(area)));

/** Whether a team works at a moment; one without hours always does. */
export function isOnHours({ hours }: Pick<StoredTeam, 'hours'>, unixMs: number): boolean {
  const [weekday, minute] = [shanghaiWeekday(unixMs), shanghaiMinuteOfDay(unixMs)];
  const isWithin = (span: StoredTeam['hours'][number]) =>
    span.weekday === weekday && span.from <= minute && minute < span.to;
  return hours.length === 0 || hours.some(isWithin);
}

/** How many open tasks somebody may have: the most that a team of theirs lets them. */
export function capOf(teams: readonly StoredTeam[], staff: StaffId): number {
  const caps = teams.filter(({ members }) => members.includes(staff)).map(({ cap }) => cap);
  return caps.length === 0 ? FIRST_CAP : Math.max(...caps);
}
