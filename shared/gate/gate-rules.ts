import * as z from 'zod';
import { shanghaiMinuteOfDay, shanghaiWeekday } from '../time/shanghai.ts';
import { ListAgePolicy } from './list-age.ts';
import { CLASSES, type PassClass } from './outcomes.ts';

const Uint16 = z.number().int().min(0).max(0xffff);
const DAY_MINUTES = 1_440;

const Hours = z
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

/** Whether one of the gate's windows is open. */
export function isOpenAt(rules: GateRules, unixMs: number): boolean {
  if (rules.hours.length === 0) return true;
  const weekday = shanghaiWeekday(unixMs);
  const minute = shanghaiMinuteOfDay(unixMs);
  return rules.hours.some((window) => isWithin(window, weekday, minute));
}
