import type { RequestType } from '../../../shared/desk/request-types.ts';
import { t } from '../words/words.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
export const DEADLINE_UNITS = ['minutes', 'hours', 'days'] as const;
export type DeadlineUnit = (typeof DEADLINE_UNITS)[number];
export const MINUTES_IN = { minutes: 1, hours: HOUR, days: DAY } as const;

/** The largest unit that says it whole; a working day has no 24 hours, so it is told in hours. */
export function unitOf({ minutes, by }: RequestType['deadline']): DeadlineUnit {
  if (by === 'clock' && minutes % DAY === 0) return 'days';
  return minutes % HOUR === 0 ? 'hours' : 'minutes';
}

/** 2 小时, 24 小时（只算上班时间） */
export function deadlineWords(deadline: RequestType['deadline']): string {
  const unit = unitOf(deadline);
  const n = deadline.minutes / MINUTES_IN[unit];
  const span = t(`stSpan_${unit}`, { n });
  return deadline.by === 'working' ? t('stWorking', { span }) : span;
}
