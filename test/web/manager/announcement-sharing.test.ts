import { describe, expect, it } from 'vitest';
import {
  linesThatFit,
  textToReadOut,
  textToSend,
} from '../../../web/manager/announcements/sharing.ts';

const one = {
  zh: { title: '停水通知', body: '周六 9:00 至 17:00 停水\n请提前储水。' },
  urgent: false,
  isCorrection: false,
  signedBy: { office: 'property', name: '锦苑物业' },
  from: Date.UTC(2035, 10, 14, 17),
  until: Date.UTC(2035, 10, 16, 16),
} as const;

describe('an announcement taken elsewhere', () => {
  it('is sent to a chat group with its office and its day in Shanghai', () => {
    expect(textToSend(one)).toBe(
      '停水通知\n\n周六 9:00 至 17:00 停水\n请提前储水。\n\n锦苑物业\n2035年11月15日',
    );
  });

  it('says that it is urgent or a correction, and has its translation below', () => {
    const en = { title: 'Water off', body: 'Saturday.' };
    const text = textToSend({ ...one, urgent: true, isCorrection: true, en });
    expect(text).toMatch(/^【紧急】【更正】停水通知\n/);
    expect(text).toMatch(/\n\n——\n\nUrgent: Correction: Water off\n\nSaturday\.$/);
  });

  it('is read out twice, in whole sentences', () => {
    const what = '锦苑物业通知：停水通知。周六 9:00 至 17:00 停水。请提前储水。';
    expect(textToReadOut(one)).toBe(
      `各位居民请注意。${what}\n\n再播送一遍。${what}\n\n播送完毕，谢谢。`,
    );
  });

  it('is drawn in lines that fit: no word is cut, no line begins with a stop', () => {
    const lines = linesThatFit(
      '周六停水，请储水。See example.gov.cn now',
      (line) => line.length <= 5,
    );
    expect(lines).toEqual(['周六停水，', '请储水。', 'See ', 'example.gov.cn ', 'now']);
    expect(linesThatFit('一\n\n二', () => true)).toEqual(['一', '', '二']);
  });
});
