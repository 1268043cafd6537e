import { describe, expect, it } from 'vitest';
import { isSaid, NOTES, vibrationOf, volumeAt } from '../../../web/guard/verdict/signal-plan.ts';

const shanghai = (hour: number, minute = 0) => Date.UTC(2026, 10, 18, hour - 8, minute);

describe('a verdict is heard and felt', () => {
  it('by one high note, two equal ones, or one low one', () => {
    const [allow] = NOTES.allow;
    const [first, second] = NOTES.ask;
    const [deny] = NOTES.deny;
    expect([NOTES.allow.length, NOTES.ask.length, NOTES.deny.length]).toEqual([1, 2, 1]);
    expect(first).toEqual(second);
    expect(allow.hertz).toBeGreaterThan(first.hertz);
    expect(deny.hertz).toBeLessThan(first.hertz);
  });

  it('by one, two or three pulses with rests between them', () => {
    expect(vibrationOf('allow')).toHaveLength(1);
    expect(vibrationOf('ask')).toHaveLength(3);
    expect(vibrationOf('deny')).toHaveLength(5);
  });

  it('without a word where a printed card is looked at', () => {
    expect(isSaid('look_and_confirm')).toBe(false);
    expect(isSaid('suspended')).toBe(true);
  });

  it('more quietly from ten in the evening to six in the morning, by Shanghai', () => {
    const day = volumeAt(shanghai(12));
    expect(volumeAt(shanghai(21, 59))).toBe(day);
    expect(volumeAt(shanghai(22))).toBeLessThan(day);
    expect(volumeAt(shanghai(5, 59))).toBeLessThan(day);
    expect(volumeAt(shanghai(6))).toBe(day);
  });
});
