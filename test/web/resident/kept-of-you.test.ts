import { describe, expect, it } from 'vitest';
import { RETENTION } from '../../../shared/retention-classes.ts';
import { type ClassOfRecord, KEPT_OF_YOU } from '../../../web/resident/me/kept-of-you.ts';
import { en, zh } from '../../../web/resident/me/kept-words.ts';
import { zh as mainZh } from '../../../web/resident/words/zh.ts';

/** What the notice of the first visit says of: on that page these stand above the others. */
const IN_THE_NOTICE: Partial<Record<ClassOfRecord, string>> = {
  session: mainZh.noticePhoneTerms,
  register: mainZh.noticeHomeTerms,
  pass: mainZh.noticeCodeTerms,
  resident_entry: mainZh.noticeEntriesTerms,
};

/** Of staff, of places, of what is said to everybody: nothing of a resident is in them. */
const OF_NO_RESIDENT: readonly ClassOfRecord[] = [
  'enrolment_code',
  'shift',
  'device_contact',
  'shift_pin',
  'role',
  'duty_roster',
  'hand_over',
  'claim',
  'announcement',
  'emergency',
  'staff',
  'place',
  'last_opening',
  'door_alarm',
];

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** As the words say a term. */
function said(ms: number, { minute, day, year }: Readonly<Record<string, string>>): string {
  const [n, unit] =
    ms < 60 * MINUTE
      ? [ms / MINUTE, minute]
      : ms % (365 * DAY) === 0
        ? [ms / (365 * DAY), year]
        : [ms / DAY, day];
  return `${n} ${unit}${n === 1 && unit !== '天' && unit !== '年' ? '(?!s)' : ''}`;
}
const ZH = { minute: '分钟', day: '天', year: '年' };
const EN = { minute: 'minute', day: 'day', year: 'year' };

const spoken = KEPT_OF_YOU.flatMap(({ classes, terms, name }) =>
  classes.map((of: ClassOfRecord) => ({ of, zh: zh[terms], en: en[terms], name })),
);

describe('what is kept of you', () => {
  it('names every class of record that concerns a resident, each once, and no other', () => {
    const named = [...spoken.map(({ of }) => of), ...Object.keys(IN_THE_NOTICE), ...OF_NO_RESIDENT];
    expect(named.sort()).toEqual(Object.keys(RETENTION).sort());
  });

  it('says the term of each as the stores keep it, in both languages', () => {
    for (const { of, zh: inChinese, en: inEnglish } of spoken) {
      const kept = RETENTION[of];
      if (!('ms' in kept)) continue;
      expect(inChinese, of).toMatch(new RegExp(`(?<!\\d)${said(kept.ms, ZH)}`));
      expect(inEnglish, of).toMatch(new RegExp(`\\b${said(kept.ms, EN)}`));
    }
    const { session, pass, resident_entry: entry } = RETENTION;
    expect(IN_THE_NOTICE.session).toContain(said(session.ms, ZH));
    expect(IN_THE_NOTICE.pass).toContain(said(pass.ms, ZH));
    expect(IN_THE_NOTICE.resident_entry).toContain(said(entry.ms, ZH));
  });

  it('speaks of the WeChat that somebody bound, and of the browsers that are told', () => {
    expect(zh.wechatWhy).toContain('openid');
    expect(zh.pushWhy).toContain('通知地址');
  });
});
