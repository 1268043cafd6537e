import { compoundOf, type PlaceId, type StaffId } from '../../../shared/ids.ts';
import type { Team } from '../../../shared/messages/desk-settings.ts';
import type { RequestRow } from '../../../shared/messages/requests.ts';
import { shanghaiMinuteOfDay, shanghaiWeekday } from '../../../shared/time/shanghai.ts';

/**
 * Where it is, and every wider place around it; undefined where that is kept from whoever looks: a
 * sensitive one says no place.
 */
function placesOf({
  requestId,
  gridId,
  buildingId,
  sensitive,
}: Pick<RequestRow, 'requestId' | 'gridId' | 'buildingId' | 'sensitive'>): PlaceId[] | undefined {
  const within = [gridId, buildingId].filter((place) => place !== undefined);
  return sensitive && within.length === 0 ? undefined : [compoundOf(requestId), ...within];
}

/** The teams that do this kind of work there; of what says no place, this kind of work at all. */
export function ableFor(
  row: Pick<RequestRow, 'requestId' | 'typeId' | 'gridId' | 'buildingId' | 'sensitive'>,
  teams: readonly Team[],
): Team[] {
  const within = placesOf(row);
  return teams.filter(
    ({ members, typeIds, areas }) =>
      members.length > 0 &&
      typeIds.includes(row.typeId) &&
      (areas.length === 0 || within === undefined || areas.some((area) => within.includes(area))),
  );
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
