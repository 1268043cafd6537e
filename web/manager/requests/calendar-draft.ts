import * as z from 'zod';
import type { DeskSettings } from '../../../shared/messages/desk-settings.ts';

/** The days of the desk as they are being written. */
export const CalendarDraft = z.object({
  /** HH:MM; an end of 00:00 is midnight. */
  from: z.string(),
  to: z.string(),
  weekdays: z.array(z.number()),
  holidays: z.array(z.string()),
  workdays: z.array(z.string()),
  /** Of the settings that were seen. */
  version: z.number(),
});
export type CalendarDraft = z.infer<typeof CalendarDraft>;

const HOUR = 60;
const HOURS_A_DAY = 24;
const two = (n: number): string => String(n).padStart(2, '0');
const clockOf = (minutes: number): string =>
  `${two(Math.floor(minutes / HOUR) % HOURS_A_DAY)}:${two(minutes % HOUR)}`;

export function minutesOf(typed: string): number {
  const [hours = 0, minutes = 0] = typed.split(':').map(Number);
  return hours * HOUR + minutes;
}

export function calendarDraftOf({
  calendar: { hours, weekdays, holidays, workdays },
  version,
}: DeskSettings): CalendarDraft {
  return {
    from: clockOf(hours.from),
    to: clockOf(hours.to),
    weekdays: [...weekdays],
    holidays: [...holidays],
    workdays: [...workdays],
    version,
  };
}
