import { describe, expect, it } from 'vitest';
import { drawShiftId, type Shift } from '../../functions/gates/shift.ts';
import type { ShiftStore } from '../../functions/gates/shift-store.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { gateIdOf } from '../../shared/ids.ts';
import { NOON } from '../support/fixed-clock.ts';

let gates = 0;

/** What every store of shifts promises. */
export function shiftStoreSuite(open: () => ShiftStore): void {
  describe('a store of shifts', () => {
    const shiftAt = (gate: number, startedAt: number): Shift => ({
      shiftId: drawShiftId(400, startedAt, randomBytes),
      gateId: gateIdOf(400, gate),
      deviceId: 'dev_400_0000000000000001',
      staffId: 'stf_0000000000000001',
      startedAt,
    });

    it('lists a gate’s newest first, and no other gate’s', async () => {
      const [store, gate] = [open(), ++gates];
      const shifts = [3, 1, 2].map((hour) => shiftAt(gate, NOON + hour));
      for (const shift of shifts) expect(await store.startShift(shift, [])).toBe('started');
      await store.startShift(shiftAt(gate * 1_000, NOON + 9), []);
      const latest = await store.listLatest(gateIdOf(400, gate), 2);
      expect(latest.map(({ startedAt }) => startedAt - NOON)).toEqual([3, 2]);
    });

    it('ends with the start of the next what is still open, or starts nothing', async () => {
      const [store, gate] = [open(), ++gates];
      const [first, second, third] = [
        shiftAt(gate, NOON + 1),
        shiftAt(gate, NOON + 2),
        shiftAt(gate, NOON + 3),
      ];
      await store.startShift(first, []);
      expect(await store.startShift(second, [first])).toBe('started');
      expect(await store.findShift(first.gateId, first.shiftId)).toEqual({
        ...first,
        endedAt: second.startedAt,
      });
      expect(await store.startShift(third, [first])).toBe('changed');
      expect(await store.findShift(third.gateId, third.shiftId)).toBeUndefined();
    });

    it('ends a shift once, with the word that was left then', async () => {
      const [store, gate] = [open(), ++gates];
      const shift = shiftAt(gate, NOON);
      const end = (at: number, handOverNote?: string) =>
        store.endShift(shift.gateId, shift.shiftId, { at, handOverNote });
      expect(await end(NOON + 1)).toBe('missing');
      await store.startShift(shift, []);
      expect(await end(NOON + 1, '钥匙在抽屉里')).toBe('ended');
      expect(await end(NOON + 2, '没有')).toBe('already');
      expect(await store.findShift(shift.gateId, shift.shiftId)).toEqual({
        ...shift,
        endedAt: NOON + 1,
        handOverNote: '钥匙在抽屉里',
      });
    });
  });
}
