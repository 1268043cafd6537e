import { describe, expect, it } from 'vitest';
import { type Draft, saidIn } from '../../../web/manager/announcements/draft.ts';

const NOW = Date.parse('2035-11-14T09:00:00+08:00');
const whole: Draft = {
  key: '0123456789abcdef',
  place: 'cmp_1',
  title: '停水通知',
  body: '周六停水。',
  english: false,
  titleEn: '',
  bodyEn: '',
  urgent: false,
  later: false,
  startAt: '',
  lastDay: '2035-11-20',
};

describe('what is wrong with an announcement that is being written', () => {
  it('is said of each field, all at once, from the top down', () => {
    const { wrong, said } = saidIn({ ...whole, title: ' ', body: '', lastDay: '' }, NOW);
    expect(said).toBeUndefined();
    expect(Object.entries(wrong)).toEqual([
      ['title', 'annTitleWrong'],
      ['body', 'annBodyWrong'],
      ['lastDay', 'annUntilWrong'],
    ]);
  });

  it('is said of the translation where there is one', () => {
    expect(saidIn({ ...whole, english: true, titleEn: 'Water off' }, NOW).wrong).toEqual({
      bodyEn: 'annBodyWrong',
    });
    expect(saidIn(whole, NOW).wrong).toEqual({});
  });

  it('names the field that has a link which is none of https', () => {
    expect(saidIn({ ...whole, body: 'http://example.com' }, NOW).wrong).toEqual({
      body: 'annLinkWrong',
    });
  });
});
