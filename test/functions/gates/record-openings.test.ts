import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shift } from '../../../shared/messages/gates.ts';
import { type Opening, RecordOpeningsAnswer } from '../../../shared/messages/openings.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PATH = `/api/v1/gates/${GATES.east}/openings`;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let shift: Shift;
let seq: number;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
  shift = await house.startShift(device);
  seq = 0;
});
afterEach(() => engine.stop());

const opening = (changed: Partial<Opening> = {}): Opening => ({
  boot: 7,
  seq: ++seq,
  class: 'courier',
  shiftId: shift.shiftId,
  openedAt: clock(),
  ...changed,
});
const handIn = (...openings: readonly unknown[]) =>
  house.call('guard', 'POST', PATH, { device, body: { openings } });
const resultsOf = async (...openings: readonly Opening[]) =>
  RecordOpeningsAnswer.parse((await handIn(...openings)).body).openings.map(({ result }) => result);
const recorded = async () =>
  (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith('opening#'));

describe('an opening by hand', () => {
  it('is recorded by its class, with the guard’s shift, beside the scans of the gate’s day', async () => {
    expect(await resultsOf(opening({ class: 'visitor', building: 3 }))).toEqual(['recorded']);
    const day = new Date(clock() + 8 * HOUR).toISOString().slice(0, 10);
    expect(await recorded()).toEqual([
      {
        pk: `cmp_1#${GATES.east}#${day}`,
        sk: `opening#visitor#${device.deviceId}#7#1`,
        boot: 7,
        seq: 1,
        class: 'visitor',
        building: 3,
        shiftId: shift.shiftId,
        openedAt: clock(),
        at: clock(),
        ttl: Math.ceil((clock() + 30 * DAY) / 1000),
      },
    ]);
  });

  it('of a resident is kept as long as a resident’s entry', async () => {
    await handIn(opening({ class: 'resident_without_phone' }));
    expect((await recorded())[0]?.ttl).toBe(Math.ceil((clock() + 7 * DAY) / 1000));
  });

  it('sent again, or many times at once, is written once', async () => {
    const one = opening();
    await Promise.all(Array.from({ length: 8 }, () => handIn(one)));
    clock.advance(HOUR);
    expect(await resultsOf(one)).toEqual(['recorded']);
    const items = await recorded();
    expect(items).toHaveLength(1);
    expect(items[0]?.at).toBe(one.openedAt);
  });

  it('is told apart from another under its name, which is refused and changes nothing', async () => {
    const one = opening();
    await handIn(one);
    const before = await recorded();
    const { shiftId: _, ...nobodys } = one;
    clock.advance(1);
    expect(await resultsOf({ ...one, openedAt: clock() }, nobodys)).toEqual(['refused', 'refused']);
    expect(await recorded()).toEqual(before);
  });

  it('has one of five classes and what belongs to it, or is not taken', async () => {
    for (const [wrong, field] of [
      [{ ...opening(), class: 'other' }, 'openings.0.class'],
      [opening({ class: 'visitor' }), 'openings.0.building'],
      [opening({ building: 3 }), 'openings.0.building'],
      [opening({ reason: 'fire' }), 'openings.0.reason'],
      [opening({ shiftId: 'shf_2_0000000000000001' }), 'openings.0.shiftId'],
    ] as const) {
      expect(await handIn(wrong)).toMatchObject({ status: 400, code: 'invalid_input', field });
    }
    expect(await recorded()).toEqual([]);
  });

  it('from before the device’s un-enrolment is still taken, from after it is not', async () => {
    const before = opening();
    clock.advance(HOUR);
    await house.call('manager', 'DELETE', `/api/v1/manager/gate-devices/${device.deviceId}`, {
      cookie: await house.staffCookie('property_manager'),
    });
    expect(await resultsOf(before, opening({ openedAt: clock() + 1 }))).toEqual([
      'recorded',
      'refused',
    ]);
  });
});

describe('an emergency opening', () => {
  const emergency = (): Opening => {
    const { shiftId: _, ...opened } = opening({ class: 'emergency' });
    return opened;
  };

  it('is recorded without a shift and without a reason', async () => {
    expect(await resultsOf(emergency())).toEqual(['recorded']);
    const [item] = await recorded();
    expect(item).not.toHaveProperty('shiftId');
    expect(item).not.toHaveProperty('reason');
  });

  it('gains its reason later, once: the first stays', async () => {
    const one = emergency();
    await handIn(one);
    clock.advance(HOUR);
    expect(await resultsOf({ ...one, reason: 'fire' })).toEqual(['recorded']);
    expect(await resultsOf({ ...one, reason: 'mistake' })).toEqual(['refused']);
    expect(await resultsOf(one)).toEqual(['recorded']);
    const items = await recorded();
    expect(items).toHaveLength(1);
    expect(items[0]?.reason).toBe('fire');
  });
});
