import { beforeEach, describe, expect, it } from 'vitest';
import { datesFrom, INDEX_KEPT_MS, PASS_LIFE_MS, type Pass } from '../../functions/passes/pass.ts';
import type { PassesOfResident, PassStore } from '../../functions/passes/pass-store.ts';
import type { StatusListStore } from '../../functions/passes/status-list-store.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import {
  compoundIdOf,
  compoundNumberOf,
  newResidentId,
  passIdOf,
  passIndexOf,
  type ResidentId,
} from '../../shared/ids.ts';
import { withFacts } from '../support/facts.ts';
import { NOON } from '../support/fixed-clock.ts';

const NONE: PassesOfResident = { version: 0, passes: [] };
const MANAGER = 'stf_0000000000000001';
let compounds = 100;

/** What every store of passes and status lists promises. */
export function passStoreSuite(
  open: () => { readonly passes: PassStore; readonly lists: StatusListStore },
): void {
  describe('a store of passes', () => {
    let passes: ReturnType<typeof withFacts>;
    let lists: StatusListStore;
    let compound: number;
    let resident: ResidentId;

    beforeEach(async () => {
      const opened = open();
      [passes, lists] = [withFacts(opened.passes), opened.lists];
      compound = ++compounds;
      resident = newResidentId(compound, randomBytes(10));
      await lists.recordPlaces(compoundIdOf(compound), 0, 64);
    });

    const passAt = (index: number, changed: Partial<Pass> = {}): Pass => ({
      passId: passIdOf(compound, index),
      residentId: resident,
      class: 'resident',
      keyThumbprint: `key ${index}`,
      gates: 0xffff,
      ...datesFrom(NOON),
      signed: Uint8Array.from({ length: 113 }, (_, n) => n),
      state: 'active',
      maskedName: '王**',
      building: '3幢',
      issue: { by: 'acc_0000000000000001', at: NOON },
      ...changed,
    });
    const find = (nowMs = NOON) => passes.findPassesOfResident(resident, nowMs);
    const sourceOf = () => lists.findSource(compoundIdOf(compound), 0);
    const change = (pass: Pass, to: Pass['state'], at = NOON + 1) =>
      passes.changeState(pass.passId, {
        to,
        as: 'property_manager',
        by: MANAGER,
        at,
        reason: 'lost_device',
      });

    it('gives back what was recorded, byte for byte, and at once', async () => {
      expect(await find()).toEqual(NONE);
      const pass = passAt(5);
      expect(await passes.recordIssued(pass, NONE)).toBe('recorded');
      expect(await find()).toEqual({ version: 1, passes: [pass] });
      expect(await passes.findPasses([pass.passId, passIdOf(compound, 6)], NOON)).toEqual([pass]);
    });

    it('gives an index to one of many', async () => {
      const asked = Array.from({ length: 8 }, (_, n) => {
        const residentId = newResidentId(compound, randomBytes(10));
        return passes.recordIssued(passAt(9, { residentId, keyThumbprint: `key ${n}` }), NONE);
      });
      const outcomes = await Promise.all(asked);
      expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'index_taken')).toHaveLength(7);
    });

    it('records nothing on what is not as it was seen', async () => {
      const first = passAt(1);
      await passes.recordIssued(first, NONE);
      expect(await passes.recordIssued(passAt(2), NONE)).toBe('changed');
      const seen = await find();
      await change(first, 'suspended');
      expect(await passes.recordIssued(passAt(3), seen)).toBe('changed');
      expect((await find()).passes.map(({ passId }) => passIndexOf(passId))).toEqual([1]);
      expect(await passes.recordIssued(passAt(3), await find())).toBe('recorded');
      // The suspension keeps the resident's keys for as long as it lasts: a change of theirs, too.
      expect((await find()).version).toBe(3);
    });

    it('takes a pass as gone when its index is free, before anybody deletes it', async () => {
      const pass = passAt(7);
      await passes.recordIssued(pass, NONE);
      const over = pass.expires * 1000 + INDEX_KEPT_MS;
      expect((await find(over - 1)).passes).toHaveLength(1);
      expect((await find(over)).passes).toEqual([]);
      expect(await passes.findPasses([pass.passId], over)).toEqual([]);
      expect(await change(pass, 'revoked', over)).toBe('missing');

      const other = newResidentId(compound, randomBytes(10));
      const next = passAt(7, {
        ...datesFrom(over),
        residentId: other,
        keyThumbprint: 'another key',
        issue: { by: 'acc_0000000000000002', at: over },
      });
      const early = { ...next, issue: { ...next.issue, at: over - 1000 } };
      expect(await passes.recordIssued(early, NONE)).toBe('index_taken');
      expect(await passes.recordIssued(next, NONE)).toBe('recorded');
      expect((await find(over)).passes).toEqual([]);
    });

    it('renews a pass once from what it was', async () => {
      const before = passAt(4);
      await passes.recordIssued(before, NONE);
      const later = NOON + PASS_LIFE_MS / 2;
      const renewed = (maskedName: string): Pass => ({
        ...before,
        ...datesFrom(later),
        maskedName,
        issue: { by: 'acc_0000000000000001', at: later, previousExpires: before.expires },
      });
      const outcomes = await Promise.all(
        ['a', 'b', 'c'].map((name) => passes.recordRenewed(renewed(name), before)),
      );
      expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
      const [pass] = (await find()).passes;
      expect(pass).toEqual(renewed(pass?.maskedName ?? ''));
      expect(await find(before.expires * 1000 + INDEX_KEPT_MS)).toMatchObject({ passes: [{}] });
    });

    it('renews no pass that was stopped meanwhile', async () => {
      const before = passAt(4);
      await passes.recordIssued(before, NONE);
      await change(before, 'suspended');
      expect(await passes.recordRenewed(before, before)).toBe('changed');
    });

    it('changes a state along the lifecycle alone, with the list or not at all', async () => {
      const pass = passAt(11);
      await passes.recordIssued(pass, NONE);
      expect(await change(pass, 'active')).toBe('already');
      expect(await change(pass, 'suspended', NOON + 1)).toBe('changed');
      expect(await change(pass, 'suspended', NOON + 2)).toBe('already');
      expect(await change(pass, 'active', NOON + 3)).toBe('changed');
      expect(await change(pass, 'revoked', NOON + 4)).toBe('changed');
      expect(await change(pass, 'active', NOON + 5)).toBe('conflict');
      expect(await change(passAt(12), 'revoked')).toBe('missing');
      const source = await sourceOf();
      expect(source.version).toBe(4);
      expect([...source.exceptions]).toEqual([
        [
          11,
          [
            { state: 'suspended', since: NOON + 1 },
            { state: 'active', since: NOON + 3 },
            { state: 'revoked', since: NOON + 4 },
          ],
        ],
      ]);
      expect((await find()).passes[0]).toMatchObject({
        state: 'revoked',
        previousState: 'active',
        stateChange: { by: MANAGER, at: NOON + 4, reason: 'lost_device' },
      });
    });

    it('keeps every one of many changes at once', async () => {
      const many = Array.from({ length: 10 }, (_, index) => passAt(index));
      for (const pass of many) {
        const residentId = newResidentId(compound, randomBytes(10));
        await passes.recordIssued({ ...pass, residentId }, NONE);
      }
      const outcomes = await Promise.all(many.map((pass) => change(pass, 'revoked')));
      expect(new Set(outcomes)).toEqual(new Set(['changed']));
      const source = await sourceOf();
      expect(source.version).toBe(11);
      expect(compoundNumberOf(source.compound)).toBe(compound);
      expect(source.exceptions.size).toBe(10);
    });
  });

  describe('a store of status lists', () => {
    it('has an empty list for a compound without passes', async () => {
      const { lists } = open();
      const compound = compoundIdOf(++compounds);
      expect(await lists.findSource(compound, 5)).toEqual({
        compound,
        version: 0,
        places: 64,
        exceptions: new Map(),
      });
    });

    it('makes room once from what there was', async () => {
      const { lists } = open();
      const compound = compoundIdOf(++compounds);
      const grow = (from: number, to: number) => lists.recordPlaces(compound, from, to);
      const first = await Promise.all([grow(0, 64), grow(0, 64), grow(0, 64)]);
      expect(first.filter(Boolean)).toHaveLength(1);
      expect(await grow(64, 128)).toBe(true);
      expect(await grow(64, 256)).toBe(false);
      expect(await lists.findSource(compound, 2)).toMatchObject({ version: 2, places: 128 });
    });

    it('strikes what is unchanged, all of it or nothing', async () => {
      const { passes: store, lists } = open();
      const passes = withFacts(store);
      const number = ++compounds;
      const compound = compoundIdOf(number);
      await lists.recordPlaces(compound, 0, 64);
      for (const index of [1, 2]) {
        const residentId = newResidentId(number, randomBytes(10));
        const pass: Pass = {
          passId: passIdOf(number, index),
          residentId,
          class: 'household',
          keyThumbprint: `key ${index}`,
          gates: 1,
          ...datesFrom(NOON),
          signed: new Uint8Array(113),
          state: 'active',
          maskedName: '陈**',
          building: '1幢',
          issue: { by: 'acc_0000000000000001', at: NOON },
        };
        await passes.recordIssued(pass, NONE);
        await passes.changeState(pass.passId, {
          to: 'revoked',
          as: 'property_manager',
          by: MANAGER,
          at: NOON,
        });
      }
      const strike = (...retired: { index: number; changes: number }[]) =>
        lists.retireExceptions(compound, retired);
      expect(await strike({ index: 1, changes: 1 }, { index: 2, changes: 2 })).toBe(false);
      expect((await lists.findSource(compound, 0)).exceptions.size).toBe(2);
      expect(await strike({ index: 1, changes: 1 }, { index: 2, changes: 1 })).toBe(true);
      expect(await lists.findSource(compound, 0)).toMatchObject({
        version: 4,
        exceptions: new Map(),
      });
    });
  });
}
