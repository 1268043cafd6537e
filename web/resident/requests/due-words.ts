import { isOpen, type RequestState } from '../../../shared/desk/request-lifecycle.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { addDays } from '../../../shared/time/shanghai-days.ts';
import { languageTag } from '../../kit/language.ts';
import { requestWords as q } from './request-words.ts';

const ZONE = 'Asia/Shanghai';
const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = 1_440;

/** 18:00, wherever the phone is. */
const timeOf = (unixMs: number): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(unixMs);

/** 11月28日 */
export const dayWords = (unixMs: number): string =>
  new Intl.DateTimeFormat(languageTag(), { timeZone: ZONE, month: 'long', day: 'numeric' }).format(
    unixMs,
  );

/** 2026年11月 */
export const monthWords = (month: string): string =>
  new Intl.DateTimeFormat(languageTag(), { timeZone: ZONE, year: 'numeric', month: 'long' }).format(
    Date.parse(`${month}-15`),
  );

function byWhen(dueAt: number, nowMs: number): string {
  const [due, today] = [shanghaiDay(dueAt), shanghaiDay(nowMs)];
  const time = timeOf(dueAt);
  if (due === today) return q('dueToday', { time });
  if (due === addDays(today, 1)) return q('dueTomorrow', { time });
  return q('dueOn', { day: dayWords(dueAt), time });
}

/** 今天 18:00 前; nothing where no deadline runs any more. */
export function dueWords(
  { state, dueAt }: { readonly state: RequestState; readonly dueAt: number },
  nowMs: number,
): string | undefined {
  if (!isOpen(state) || state === 'paused') return undefined;
  const due = byWhen(dueAt, nowMs);
  return dueAt < nowMs ? q('dueLate', { due }) : due;
}

/** 2 小时, 3 天: how long a deadline is. */
export function lengthWords(minutes: number): string {
  if (minutes < 2 * MINUTES_AN_HOUR && minutes % MINUTES_AN_HOUR !== 0) {
    return q('withinMinutes', { n: minutes });
  }
  if (minutes < 2 * MINUTES_A_DAY || minutes % MINUTES_A_DAY !== 0) {
    return q('withinHours', { n: Math.round(minutes / MINUTES_AN_HOUR) });
  }
  return q('withinDays', { n: minutes / MINUTES_A_DAY });
}
