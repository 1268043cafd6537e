import { beforeEach, describe, expect, it } from 'vitest';
import { SeenCodes } from '../../../shared/gate/seen.ts';
import { SLOT_MS } from '../../../shared/time/slot.ts';
import {
  INDEX,
  listBits,
  liveCode,
  NOW_SLOT,
  PLACES,
  passOf,
  RULES,
  slotProof,
} from '../../vectors/street.ts';
import { type DecisionDesk, NUMBER, openDecisionDesk, RESIDENT, SHIFT } from './decision-desk.ts';

let world: DecisionDesk['world'];
let memory: DecisionDesk['memory'];
let desk: DecisionDesk['desk'];
beforeEach(async () => {
  ({ world, memory, desk } = await openDecisionDesk());
});

describe('a code before the camera', () => {
  it('is decided, kept and shown with a masked name', async () => {
    const verdict = await desk().decide(RESIDENT, 'in', SHIFT);
    expect(verdict).toMatchObject({
      outcome: 'allow',
      reason: 'ok',
      class: 'resident',
      holder: { maskedName: '王**', building: '3幢' },
    });
    expect(memory.scans()).toMatchObject([{ boot: 7, scan: { seq: 1, code: RESIDENT } }]);
  });

  it('is never let in twice by the same slot', async () => {
    const decisions = desk();
    await decisions.decide(RESIDENT, 'in', SHIFT);
    expect(await decisions.decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('is never let in twice after a reload either', async () => {
    await desk().decide(RESIDENT, 'in', SHIFT);
    world.seen = new SeenCodes(structuredClone(world.seen.snapshot()));
    expect(await desk(8).decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('asks when it could not be kept, and is never green', async () => {
    memory.breakDisk();
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({
      outcome: 'ask',
      reason: 'fault',
      unrecorded: true,
    });
  });

  it('asks when anything else breaks, and the fault is kept', async () => {
    world.fresh = async () => {
      throw new Error('no such thing');
    };
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'fault' });
    expect(memory.scans()[0]?.scan.verdict).toEqual({ outcome: 'ask', reason: 'fault' });
    expect(world.faults).toHaveLength(1);
  });

  it('asks while the gate has no rules or keys yet, rather than call it invalid', async () => {
    world.rules = undefined;
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'server_silent' });
    world.rules = RULES;
    world.keys = new Map();
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ outcome: 'ask' });
  });

  it('is let in only by documents that are young enough, and stopped by what they bring', async () => {
    world.fresh = async () => {
      const bits = listBits();
      bits[Math.floor(INDEX.valid / 4)] = 1 << ((INDEX.valid % 4) * 2);
      world.list = { list: { version: 8, places: PLACES, bits }, ageMs: 0 };
      return true;
    };
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({
      outcome: 'deny',
      reason: 'revoked',
    });
  });

  it('is refused at once, without waiting for documents', async () => {
    await desk().decide('not a code', 'in', SHIFT);
    expect(world.refreshes).toBe(0);
  });

  it('by a key that is unknown is judged again once the keys are fresh', async () => {
    const known = world.keys;
    world.keys = new Map([...known.values()].map((key) => [9, key]));
    world.fresh = async () => {
      world.keys = known;
      return true;
    };
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ outcome: 'allow' });
  });

  it('tells the time to a gate that has none', async () => {
    world.grade = 'unknown';
    await desk().decide(RESIDENT, 'in', SHIFT);
    expect(world.witnesses).toHaveLength(1);
    await desk().decide('not a code', 'in', SHIFT);
    expect(world.witnesses).toHaveLength(1);
  });

  it('of a resident going out leaves no record, and still counts as used', async () => {
    const decisions = desk();
    expect(await decisions.decide(RESIDENT, 'out', SHIFT)).toMatchObject({ outcome: 'allow' });
    expect(memory.scans()).toEqual([]);
    expect(await decisions.decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });
});

describe('somebody who leaves while trips are counted', () => {
  const CALLER = liveCode(passOf('staff'));
  beforeEach(() => {
    world.rules = { ...RULES, trips: true };
  });

  it('goes, counted by the scan and the place of the pass, and is no record', async () => {
    const page = desk();
    await page.decide('not a code', 'out', SHIFT);
    expect(await page.decide(RESIDENT, 'out', SHIFT)).toMatchObject({
      outcome: 'allow',
      reason: 'ok',
    });
    expect(world.trips).toEqual([[7, 2, INDEX.valid]]);
    expect(memory.scans()).toMatchObject([{ scan: { code: 'not a code' } }]);
  });

  it('is held by no number: the table lets them go, and the guard reads that none is left', async () => {
    world.trip = 'none_left';
    expect(await desk().decide(RESIDENT, 'out', SHIFT)).toMatchObject({
      outcome: 'allow',
      reason: 'quota_exceeded',
    });
  });

  it('is asked about where the server is silent, and counted by nobody else', async () => {
    world.trip = 'silent';
    expect(await desk().decide(RESIDENT, 'out', SHIFT)).toMatchObject({
      outcome: 'ask',
      reason: 'server_silent',
    });
    expect(world.trips).toHaveLength(1);
  });

  it('is counted by a card too, and looked at as ever', async () => {
    world.trip = 'none_left';
    expect(await desk().decide(NUMBER, 'out', SHIFT)).toMatchObject({
      outcome: 'ask',
      reason: 'look_and_confirm',
    });
    expect(world.trips).toHaveLength(1);
  });

  it('is not counted on the way home, nor who is refused, nor who does not live here', async () => {
    const page = desk();
    await page.decide(RESIDENT, 'in', SHIFT);
    await page.decide(RESIDENT, 'out', SHIFT);
    await page.decide(CALLER, 'out', SHIFT);
    world.rules = RULES;
    await desk(8).decide(RESIDENT, 'out', SHIFT);
    expect(world.trips).toEqual([]);
  });
});

describe('a phone whose clock is wrong', () => {
  it('is told apart from an old picture by its second code', async () => {
    const decisions = desk();
    const late = (slot: number) => liveCode(passOf('resident'), slotProof(slot));
    expect(await decisions.decide(late(NOW_SLOT - 100), 'in', SHIFT)).toMatchObject({
      reason: 'stale_code',
    });
    world.now += SLOT_MS;
    expect(await decisions.decide(late(NOW_SLOT - 99), 'in', SHIFT)).toMatchObject({
      reason: 'clock_off',
    });
  });
});
