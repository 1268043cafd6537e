import * as z from 'zod';
import { StaffId } from '../ids.ts';
import { shanghaiDay, shanghaiWeekday } from '../time/shanghai.ts';

/** Where somebody is on duty: at the gatehouse, at the front desk, on call for the community. */
export const POSTS = ['gatehouse', 'desk', 'community'] as const;
export type Post = (typeof POSTS)[number];

/** Hours of the day in Shanghai; past 24 on the day after. */
export const TEMPLATES = {
  three: [
    { from: 0, to: 8 },
    { from: 8, to: 16 },
    { from: 16, to: 24 },
  ],
  two: [
    { from: 8, to: 20 },
    { from: 20, to: 32 },
  ],
} as const;
export type Template = keyof typeof TEMPLATES;
// cast: the keys of a literal object are exactly its type's keys, and there are some.
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as [Template, ...Template[]];

/** More never stand at one post. */
const MOST_AT_ONCE = 8;

export const Turn = z.object({
  /** 1 Monday to 7 Sunday: the day on which it begins. */
  day: z.number().int().min(1).max(7),
  /** Its place in the template. */
  turn: z.number().int().min(0).max(2),
  staff: z
    .array(z.object({ staffId: StaffId, maskedName: z.string() }))
    .min(1)
    .max(MOST_AT_ONCE),
});
export type Turn = z.infer<typeof Turn>;

/** Who is on duty at one post in a week. Turns without anybody are left out. */
export const DutyPlan = z.object({
  post: z.enum(POSTS),
  /** Its Monday, YYYY-MM-DD. */
  week: z.iso.date(),
  template: z.enum(TEMPLATE_NAMES),
  turns: z.array(Turn).max(21),
});
export type DutyPlan = z.infer<typeof DutyPlan>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Unix milliseconds of the midnight in Shanghai with which a day begins. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** The Monday of the week that a moment lies in. */
export function weekOf(unixMs: number): string {
  return shanghaiDay(unixMs - (shanghaiWeekday(unixMs) - 1) * DAY_MS);
}

/** The Monday so many weeks on. */
export function weeksOn(week: string, weeks: number): string {
  return shanghaiDay(dayStart(week) + weeks * 7 * DAY_MS);
}

/** When a turn begins and ends, unix milliseconds; the end is exclusive. */
export function timesOf(
  { week, template }: Pick<DutyPlan, 'week' | 'template'>,
  { day, turn }: Pick<Turn, 'day' | 'turn'>,
): { readonly from: number; readonly to: number } | undefined {
  const hours = TEMPLATES[template][turn];
  if (hours === undefined) return undefined;
  const midnight = dayStart(week) + (day - 1) * DAY_MS;
  return { from: midnight + hours.from * HOUR_MS, to: midnight + hours.to * HOUR_MS };
}

export type OnDuty = {
  readonly staff: Turn['staff'];
  /** Unix milliseconds. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
};

/**
 * Who is on duty at a moment.
 * @param plans of one post: the week's and the one before, whose last night may still last
 */
export function onDutyAt(plans: readonly DutyPlan[], unixMs: number): OnDuty | undefined {
  for (const plan of plans) {
    for (const turn of plan.turns) {
      const times = timesOf(plan, turn);
      if (times !== undefined && times.from <= unixMs && unixMs < times.to) {
        return { staff: turn.staff, ...times };
      }
    }
  }
  return undefined;
}

type Place = Pick<Turn, 'day' | 'turn'>;
const isAt = (turn: Turn, place: Place) => turn.day === place.day && turn.turn === place.turn;

/** The plan with two turns exchanged; one of them may have nobody. */
export function swapped(plan: DutyPlan, one: Place, other: Place): DutyPlan {
  const turns = plan.turns.map((turn) => {
    if (isAt(turn, one)) return { ...turn, day: other.day, turn: other.turn };
    return isAt(turn, other) ? { ...turn, day: one.day, turn: one.turn } : turn;
  });
  return { ...plan, turns };
}
