import { shanghaiDay, shanghaiMinuteOfDay } from '../../../shared/time/shanghai.ts';
import { languageTag } from '../../kit/language.ts';
import { t } from '../words/words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** HH:MM by the compound's wall clock. */
export function clockTime(unixMs: number): string {
  const minutes = shanghaiMinuteOfDay(unixMs);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** A day of the compound's calendar (YYYY-MM-DD), such as 11月25日. */
export function dayWords(day: string): string {
  const form = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(languageTag(), form).format(new Date(day));
}

/** Of a day of the compound's calendar, such as 周二. */
export function weekdayWords(day: string): string {
  const form = { weekday: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(languageTag(), form).format(new Date(day));
}

/** Such as 今天 14:03, 11月25日 14:03. */
export function momentWords(unixMs: number, nowMs: number): string {
  const day = shanghaiDay(unixMs);
  const time = clockTime(unixMs);
  if (day === shanghaiDay(nowMs)) return t('today', { time });
  if (day === shanghaiDay(nowMs - DAY_MS)) return t('yesterday', { time });
  if (day === shanghaiDay(nowMs + DAY_MS)) return t('tomorrow', { time });
  return `${dayWords(day)} ${time}`;
}

/** How long ago, in the largest unit that says enough. */
export function agoWords(unixMs: number, nowMs: number): string {
  const passed = Math.max(0, nowMs - unixMs);
  if (passed < MINUTE_MS) return t('justNow');
  if (passed < HOUR_MS) return t('minutesAgo', { n: Math.floor(passed / MINUTE_MS) });
  if (passed < DAY_MS) return t('hoursAgo', { n: Math.floor(passed / HOUR_MS) });
  return t('daysAgo', { n: Math.floor(passed / DAY_MS) });
}
