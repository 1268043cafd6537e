import { languageTag } from '../../kit/language.ts';

/** A day and minute as people here say it, in Shanghai's time wherever the phone is. */
export function dayAndMinute(unixMs: number): string {
  return new Intl.DateTimeFormat(languageTag(), {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(unixMs);
}
