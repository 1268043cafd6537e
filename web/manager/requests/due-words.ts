import { isOpen } from '../../../shared/desk/request-lifecycle.ts';
import type { RequestRow } from '../../../shared/messages/requests.ts';
import { momentWords } from '../app/day-words.ts';
import { t } from '../words/words.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
/** What is nearer than this is told by how much is left. */
const NEAR_MS = 2 * HOUR_MINUTES * MINUTE_MS;

type Timed = Pick<RequestRow, 'state' | 'dueAt' | 'pausedUntil'>;

/** 40 分钟, 2 小时, 3 天: the largest unit that says enough. */
export function spanWords(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE_MS));
  if (minutes < HOUR_MINUTES) return t('rqMinutes', { n: minutes });
  if (minutes < 2 * DAY_MINUTES) return t('rqHours', { n: Math.floor(minutes / HOUR_MINUTES) });
  return t('rqDays', { n: Math.floor(minutes / DAY_MINUTES) });
}

/** A deadline runs while somebody is to do something, and not while it is paused. */
const runs = ({ state }: Timed): boolean => isOpen(state) && state !== 'paused';

export const isLate = (row: Timed, nowMs: number): boolean => runs(row) && row.dueAt < nowMs;

/** When it is due, in words; nothing where no deadline runs. */
export function dueWords(row: Timed, nowMs: number): string {
  const { state, dueAt, pausedUntil } = row;
  if (state === 'paused') {
    return pausedUntil === undefined
      ? t('rqPausedNow')
      : t('rqPausedUntil', { when: momentWords(pausedUntil, nowMs) });
  }
  if (!runs(row)) return '';
  if (dueAt < nowMs) return t('rqLateBy', { span: spanWords(nowMs - dueAt) });
  const when = momentWords(dueAt, nowMs);
  return dueAt - nowMs < NEAR_MS
    ? t('rqDueSoon', { when, span: spanWords(dueAt - nowMs) })
    : t('rqDue', { when });
}
