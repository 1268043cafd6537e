import { shanghaiMoment } from '../time/shanghai.ts';
import type { VisitTimes } from './visit-times.ts';

type Language = 'zh' | 'en';
const DAYS = {
  zh: ['一', '二', '三', '四', '五', '六', '日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

const twoDigits = (n: number): string => String(n).padStart(2, '0');
const clock = (minute: number): string =>
  `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;

/** 11月14日 12:00, on Shanghai's clock. */
function moment(unixMs: number, language: Language): string {
  const [day = '', at = ''] = shanghaiMoment(unixMs).split(' ');
  return `${dayWords(day, language)} ${at}`;
}
function dayWords(day: string, language: Language): string {
  const [, month, date] = day.split('-').map(Number);
  return language === 'zh' ? `${month}月${date}日` : day;
}

/** When somebody may come, in one plain line. */
export function timesWords(times: VisitTimes, language: Language): string {
  const isZh = language === 'zh';
  if (times.kind !== 'recurring') {
    const [from, until] = [moment(times.from, language), moment(times.until, language)];
    const [day, at = ''] = until.split(' ');
    const span = from.startsWith(`${day} `) ? `${from}–${at}` : `${from} – ${until}`;
    if (times.kind === 'once') return isZh ? `${span}，进一次` : `${span}, once`;
    return isZh ? `${span}，可多次进出` : `${span}, as often as needed`;
  }
  const windows = times.hours.map(({ days, from, to }) => {
    const named = days.map((day) => DAYS[language][day - 1] ?? '');
    const which =
      days.length === 7
        ? isZh
          ? '每天'
          : 'every day'
        : isZh
          ? `周${named.join('、')}`
          : named.join(', ');
    const next = to < from ? (isZh ? '次日 ' : 'next day ') : '';
    return `${which} ${clock(from)}–${next}${clock(to)}`;
  });
  const [first, last] = [dayWords(times.firstDay, language), dayWords(times.lastDay, language)];
  return isZh
    ? `${windows.join('；')}，${first}至${last}`
    : `${windows.join('; ')}, ${first} to ${last}`;
}
