import * as z from 'zod';
import type { Hours } from '../../../shared/gate/gate-rules.ts';
import { PlaceId, StaffId } from '../../../shared/ids.ts';
import type { Team, TeamPlan } from '../../../shared/messages/desk-settings.ts';

const Window = z.object({ days: z.array(z.number()), from: z.number(), to: z.number() });
/** A team as it is being written. */
export const TeamDraft = z.object({
  name: z.string(),
  members: z.array(StaffId),
  typeIds: z.array(z.string()),
  areas: z.array(PlaceId),
  windows: z.array(Window),
  cap: z.number(),
  /** Of the team that was seen. */
  version: z.number(),
});
export type TeamDraft = z.infer<typeof TeamDraft>;

const FIRST_CAP = 5;

/** The days of the same hours together. */
function windowsOf(hours: Team['hours']): Hours[] {
  const windows = new Map<string, Hours>();
  for (const { weekday, from, to } of hours) {
    const span = `${from}-${to}`;
    const days = windows.get(span)?.days ?? [];
    windows.set(span, { days: [...days, weekday], from, to });
  }
  return [...windows.values()];
}

export function draftOf(team: Team | undefined): TeamDraft {
  if (team === undefined) {
    return {
      name: '',
      members: [],
      typeIds: [],
      areas: [],
      windows: [],
      cap: FIRST_CAP,
      version: 0,
    };
  }
  const { name, members, typeIds, areas, hours, cap, version } = team;
  return {
    name,
    members: [...members],
    typeIds: [...typeIds],
    areas: [...areas],
    windows: windowsOf(hours),
    cap,
    version,
  };
}

export type TeamProblem = 'name' | 'typeIds' | 'hours' | 'cap';

export function wrongWith({ name, typeIds, windows, cap }: TeamDraft): TeamProblem | undefined {
  if (name.trim() === '') return 'name';
  if (typeIds.length === 0) return 'typeIds';
  if (windows.some(({ days, from, to }) => days.length === 0 || from >= to)) return 'hours';
  return Number.isInteger(cap) && cap >= 1 && cap <= 50 ? undefined : 'cap';
}

export function planOf({ name, members, typeIds, areas, windows, cap }: TeamDraft): TeamPlan {
  return {
    name: name.trim(),
    members: [...members],
    typeIds: [...typeIds],
    areas: [...areas],
    hours: windows.flatMap(({ days, from, to }) => days.map((weekday) => ({ weekday, from, to }))),
    cap,
  };
}
