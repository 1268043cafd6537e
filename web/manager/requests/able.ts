import type { StaffId } from '../../../shared/ids.ts';
import type { Team } from '../../../shared/messages/desk-settings.ts';
import type { RequestRow } from '../../../shared/messages/requests.ts';
import { shanghaiMinuteOfDay, shanghaiWeekday } from '../../../shared/time/shanghai.ts';

/** The teams that do this kind of work, there where it is as far as the list says. */
export function ableFor(
  { typeId, buildingId }: Pick<RequestRow, 'typeId' | 'buildingId'>,
  teams: readonly Team[],
): Team[] {
  return teams.filter(({ typeIds, areas }) => {
    if (!typeIds.includes(typeId)) return false;
    if (areas.length === 0 || buildingId === undefined) return true;
    // The list says no grid: who works in one may well be able.
    return areas.some((area) => area === buildingId || area.startsWith('grd_'));
  });
}

/** The most open tasks of somebody; undefined where no team of theirs says it. */
export function capIn(teams: readonly Team[], staffId: StaffId): number | undefined {
  const caps = teams.filter(({ members }) => members.includes(staffId)).map(({ cap }) => cap);
  return caps.length === 0 ? undefined : Math.max(...caps);
}

/** Whether a team works at a moment; one without hours always does. */
export function isOn({ hours }: Pick<Team, 'hours'>, unixMs: number): boolean {
  const [weekday, minute] = [shanghaiWeekday(unixMs), shanghaiMinuteOfDay(unixMs)];
  return (
    hours.length === 0 ||
    hours.some((one) => one.weekday === weekday && one.from <= minute && minute < one.to)
  );
}
