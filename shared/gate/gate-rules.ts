import * as z from 'zod';
import { shanghaiMinuteOfDay, shanghaiWeekday } from '../time/shanghai.ts';
import { ListAgePolicy } from './list-age.ts';
import { CLASSES, type PassClass } from './outcomes.ts';

const Uint16 = z.number().int().min(0).max(0xffff);
const DAY_MINUTES = 1_440;

export const Hours = z
  .object({
    /** 1 Monday to 7 Sunday: the days on which the window opens. */
    days: z.array(z.number().int().min(1).max(7)).min(1),
    /** Minutes of the day in Shanghai. */
    from: z
      .number()
      .int()
      .min(0)
      .max(DAY_MINUTES - 1),
    /** Exclusive, 1440 at midnight; less than `from` where the window closes on the next day. */
    to: z.number().int().min(1).max(DAY_MINUTES),
  })
  .refine(({ from, to }) => from !== to, 'a window closes at another minute than it opens');
export type Hours = z.infer<typeof Hours>;

/** Where couriers go: to the door of a house, or to a zone of the compound, in these windows or always. */
export const Delivery = z
  .object({
    to: z.enum(['door', 'zone']),
    /** Where things are put down, in the compound's own words. */
    zone: z.string().max(40).optional(),
    hours: z.array(Hours),
  })
  .refine(({ to, zone }) => to === 'door' || (zone ?? '') !== '', 'a zone has a name');
export type Delivery = z.infer<typeof Delivery>;

/** Everybody is sent to the main gate. */
export const Closure = z.object({
  /** Unix milliseconds. */
  since: z.number().int(),
  /** Unix milliseconds, exclusive; without it, until somebody ends it. */
  until: z.number().int().optional(),
  /** What the main gate is called. */
  mainGate: z.string(),
});
export type Closure = z.infer<typeof Closure>;

/** The rules of one gate, as the list key signs them for its devices. */
export const GateRules = z.object({
  compound: Uint16.min(1),
  /** The gate's number within its compound. */
  gate: Uint16.min(1),
  /** The bit of `gates` in a pass that this gate asks for. */
  group: z.number().int().min(0).max(15),
  name: z.string(),
  compoundName: z.string(),
  /** What a live code has to prove here. */
  proof: z.enum(['slot_or_challenge', 'challenge_only']),
  /** Who may use this gate. */
  classes: z.array(z.enum(CLASSES)),
  /** When the gate is open to its classes; no window at all means always. */
  hours: z.array(Hours),
  listAge: ListAgePolicy,
  /** Unix milliseconds, exclusive: until then the gate asks where it would refuse. */
  trialUntil: z.number().int().optional(),
  /** When a guard stands here; without it always, with no window never. */
  staffed: z.array(Hours).optional(),
  delivery: Delivery.optional(),
  /** While the compound has a single entrance, which is another gate. */
  closed: Closure.optional(),
  /** While a pass may ask for the community worker: an office's number, for the guard to call. */
  worker: z.string().max(24).optional(),
  /** While trips of households are counted: the server is asked when somebody who lives here leaves. */
  trips: z.literal(true).optional(),
});
export type GateRules = z.infer<typeof GateRules>;

/** Whether a pass is good for this gate at all. */
export function admitsClass(rules: GateRules, gates: number, passClass: PassClass): boolean {
  return ((gates >> rules.group) & 1) === 1 && rules.classes.includes(passClass);
}

function isWithin({ days, from, to }: Hours, weekday: number, minute: number): boolean {
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  if (from < to) return days.includes(weekday) && minute >= from && minute < to;
  return (days.includes(weekday) && minute >= from) || (days.includes(yesterday) && minute < to);
}

const isInOne = (windows: readonly Hours[], unixMs: number): boolean => {
  const weekday = shanghaiWeekday(unixMs);
  const minute = shanghaiMinuteOfDay(unixMs);
  return windows.some((window) => isWithin(window, weekday, minute));
};

/** Whether one of the gate's windows is open. */
export function isOpenAt(rules: GateRules, unixMs: number): boolean {
  return rules.hours.length === 0 || isInOne(rules.hours, unixMs);
}

/** Whether a guard stands at the gate. */
export function isStaffedAt({ staffed }: Pick<GateRules, 'staffed'>, unixMs: number): boolean {
  return staffed === undefined || isInOne(staffed, unixMs);
}

/** The closure that sends people to the main gate at a moment. */
export function closureAt(
  { closed }: Pick<GateRules, 'closed'>,
  unixMs: number,
): Closure | undefined {
  if (closed === undefined || unixMs < closed.since) return undefined;
  return closed.until === undefined || unixMs < closed.until ? closed : undefined;
}
