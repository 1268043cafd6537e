import type { OpeningHours } from '../../../shared/directory/help-directory.ts';
import { languageTag } from '../../kit/language.ts';

/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

function dayWord(day: number): string {
  const format = new Intl.DateTimeFormat(languageTag(), { weekday: 'short', timeZone: 'UTC' });
  return format.format(MONDAY + (day - 1) * DAY_MS);
}

const timeWord = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** Days that follow each other as one: 1, 2, 3, 6 → 1–3, 6. */
function daysWords(days: readonly number[]): string {
  const sorted = [...days].sort((one, other) => one - other);
  const runs: number[][] = [];
  for (const day of sorted) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) => {
      const [first = 1] = run;
      const last = run.at(-1) ?? first;
      return run.length < 3 ? run.map(dayWord).join(' ') : `${dayWord(first)}–${dayWord(last)}`;
    })
    .join(' ');
}

/** e.g. 周一–周五 8:30–17:30 */
export function hoursWords(hours: readonly OpeningHours[]): string {
  return hours
    .map(({ days, from, to }) => `${daysWords(days)} ${timeWord(from)}–${timeWord(to)}`)
    .join(', ');
}
