import { describe, expect, it } from 'vitest';
import type { CompoundPlan, CompoundStore } from '../../functions/compounds/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { compoundIdOf, newHouseId } from '../../shared/ids.ts';

function planOf(number: number, houses: number): CompoundPlan {
  const compoundId = compoundIdOf(number);
  return {
    compound: {
      compoundId,
      communityId: 'com_1',
      streetId: 'str_1',
      name: `小区${number}`,
      buildingWord: '幢',
    },
    grids: [{ compoundId, number: 1, name: '第一网格' }],
    buildings: [{ compoundId, number: 1, grid: 1 }],
    units: [{ compoundId, building: 1, number: 1 }],
    houses: Array.from({ length: houses }, (_, room) => ({
      houseId: newHouseId(number, randomBytes(10)),
      building: 1,
      unit: 1,
      room: `${101 + room}`,
      label: `1幢1单元${101 + room}`,
    })),
  };
}

const LAID = operatorFacts('test', 'places', 0);

/** What every store of compounds promises. */
export function compoundStoreSuite(open: () => CompoundStore): void {
  describe('a store of compounds', () => {
    it('finds a compound and its houses, more of them than one write takes', async () => {
      const store = open();
      const plan = planOf(41, 60);
      await store.recordCompound(plan, LAID);
      await store.recordCompound(plan, LAID);
      expect(await store.findCompound('cmp_41')).toEqual(plan.compound);
      expect(await store.findCompound('cmp_49')).toBeUndefined();
      const ids = plan.houses.map(({ houseId }) => houseId);
      const found = await store.findPlaces(['cmp_41', 'cmp_41', 'cmp_49'], ids);
      expect(found.compounds).toEqual([plan.compound]);
      const byRoom = (a: { room: string }, b: { room: string }) => a.room.localeCompare(b.room);
      expect([...found.houses].sort(byRoom)).toEqual(plan.houses);
    });

    it('lists every compound there is', async () => {
      const store = open();
      for (const number of [51, 52]) await store.recordCompound(planOf(number, 1), LAID);
      expect(await store.listCompoundIds()).toEqual(expect.arrayContaining(['cmp_51', 'cmp_52']));
    });

    it('finds nothing where nothing is asked', async () => {
      expect(await open().findPlaces([], [])).toEqual({ compounds: [], houses: [] });
    });
  });
}
