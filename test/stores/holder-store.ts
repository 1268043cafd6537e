import { describe, expect, it } from 'vitest';
import type { HolderEntry, HolderStore } from '../../functions/passes/holder-store.ts';
import { compoundIdOf, passIdOf } from '../../shared/ids.ts';
import { NOON } from '../support/fixed-clock.ts';

let compounds = 200;

/** What every store of holders promises. */
export function holderStoreSuite(open: () => HolderStore): void {
  describe('a store of holders', () => {
    const entryOf = (number: number, index: number, changed: Partial<HolderEntry> = {}) => ({
      passId: passIdOf(number, index),
      maskedName: '王**',
      building: `${index}幢`,
      at: NOON,
      ...changed,
    });

    it('lists everybody of a compound and nobody else', async () => {
      const [store, number] = [open(), ++compounds];
      for (let index = 0; index < 70; index++) await store.recordHolder(entryOf(number, index));
      await store.recordHolder(entryOf(number + 1_000, 7));
      const listed = await store.listHolders(compoundIdOf(number));
      expect(Object.keys(listed)).toHaveLength(70);
      expect(listed[69]).toEqual({ maskedName: '王**', building: '69幢' });
    });

    it('keeps the newest of what is said, in whatever order it comes', async () => {
      const [store, number] = [open(), ++compounds];
      const said = [1, 2, 3].map((n) => entryOf(number, 5, { building: `${n}幢`, at: NOON + n }));
      for (const at of [1, 0, 2, 1, 2]) {
        const entry = said[at];
        if (entry !== undefined) await store.recordHolder(entry);
      }
      const listed = async () => (await store.listHolders(compoundIdOf(number)))[5]?.building;
      expect(await listed()).toBe('3幢');
      await store.removeHolder(passIdOf(number, 5), NOON + 2);
      expect(await listed()).toBe('3幢');
      await store.removeHolder(passIdOf(number, 5), NOON + 3);
      await store.removeHolder(passIdOf(number, 5), NOON + 3);
      expect(await listed()).toBeUndefined();
    });

    it('loses none of many at once', async () => {
      const [store, number] = [open(), ++compounds];
      const many = Array.from({ length: 20 }, (_, n) => entryOf(number, n * 32));
      await Promise.all(many.map((entry) => store.recordHolder(entry)));
      expect(Object.keys(await store.listHolders(compoundIdOf(number)))).toHaveLength(20);
    });
  });
}
