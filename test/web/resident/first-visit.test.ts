import { describe, expect, it } from 'vitest';
import { phoneDigits, readablePhone } from '../../../web/resident/first-visit/phone-number.ts';
import { secondsUntil } from '../../../web/resident/first-visit/seconds-until.ts';
import { stepOf } from '../../../web/resident/first-visit/visit.ts';

describe('a first visit', () => {
  it('starts with the notice, and asks for no number before it is agreed to', () => {
    expect(stepOf({ agreed: false })).toBe('notice');
    expect(stepOf({ agreed: false, sent: { phone: '13800138000', again: 0 } })).toBe('notice');
  });

  it('goes on after a reload where it was', () => {
    expect(stepOf({ agreed: true })).toBe('phone');
    expect(stepOf({ agreed: true, sent: { phone: '13800138000', again: 0 } })).toBe('code');
  });
});

describe('a phone number', () => {
  it.each(['13800138000', '138 0013 8000', '+86 138-0013-8000', '008613800138000'])(
    'is understood as %s',
    (typed) => {
      expect(phoneDigits(typed)).toBe('13800138000');
    },
  );

  it.each(['', '1380013800', '23800138000', '138001380000'])('is not %j', (typed) => {
    expect(phoneDigits(typed)).toBeUndefined();
  });

  it('is shown as people read it aloud', () => {
    expect(readablePhone('13800138000')).toBe('138 0013 8000');
  });
});

describe('the wait for another message', () => {
  it('counts whole seconds down to none', () => {
    expect([60_000, 59_999, 1, 0, -5].map((left) => secondsUntil(left, 0))).toEqual([
      60, 60, 1, 0, 0,
    ]);
  });

  it('locks nobody out when the clock of the phone was set back meanwhile', () => {
    expect(secondsUntil(5 * 3_600_000, 0)).toBe(0);
  });
});
