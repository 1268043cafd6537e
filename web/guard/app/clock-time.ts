import { shanghaiMinuteOfDay } from '../../../shared/time/shanghai.ts';

/** HH:MM on the gate's wall. */
export function clockTime(unixMs: number): string {
  const minutes = shanghaiMinuteOfDay(unixMs);
  const twoDigits = (n: number) => String(n).padStart(2, '0');
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
