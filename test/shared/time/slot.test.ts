import { describe, expect, it } from 'vitest';
import { SLOT_MS, slotAt, slotStartMs } from '../../../shared/time/slot.ts';

describe('a slot', () => {
  it('begins with its first millisecond and ends before the next one’s', () => {
    const start = slotStartMs(354_758_400);
    expect(slotAt(start - 1)).toBe(354_758_399);
    expect(slotAt(start)).toBe(354_758_400);
    expect(slotAt(start + SLOT_MS - 1)).toBe(354_758_400);
    expect(slotAt(start + SLOT_MS)).toBe(354_758_401);
  });

  it('fits four bytes for six hundred years', () => {
    expect(slotAt(Date.UTC(2600, 0, 1))).toBeLessThan(2 ** 32);
  });
});
