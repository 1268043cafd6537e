import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DayOpenings, type OpeningReview } from '../../../shared/messages/gate-days.ts';
import type { Opening } from '../../../shared/messages/openings.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { readDay, TODAY } from './gate-day.ts';
import { type MannedGate, openMannedGate } from './manned-gate.ts';

const MINUTE = 60_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let shift: MannedGate['shift'];

beforeEach(async () => {
  ({ engine, clock, house, device, shift } = await openMannedGate());
  clock.advance(MINUTE);
});
afterEach(() => engine.stop());

const openings = async (day?: string) => DayOpenings.parse(await readDay(house, 'openings', day));
const review = async (body: OpeningReview) =>
  house.call(
    'manager',
    'PUT',
    `/api/v1/manager/gates/${GATES.east}/days/${TODAY}/openings/review`,
    {
      cookie: await house.staffCookie('property_manager'),
      body,
    },
  );

let seq = 0;
const open = async (of: Opening['class'], changed: Partial<Opening> = {}) => {
  const opening = {
    boot: 7,
    seq: ++seq,
    class: of,
    shiftId: shift.shiftId,
    openedAt: clock(),
    ...changed,
  };
  const { status } = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/openings`, {
    device,
    body: { openings: [JSON.parse(JSON.stringify(opening))] },
  });
  expect(status).toBe(200);
};

describe('what was opened by hand on a day', () => {
  it('is told with its guard, oldest first', async () => {
    await open('visitor', { building: 5 });
    clock.advance(MINUTE);
    await open('emergency', { shiftId: undefined });
    expect((await openings()).openings).toEqual([
      { openedAt: clock() - MINUTE, class: 'visitor', building: 5, guardName: '胡**' },
      { openedAt: clock(), class: 'emergency' },
    ]);
    expect((await openings('2035-11-13')).openings).toEqual([]);
  });

  it('is due for a look where it is repeated, once by class and guard', async () => {
    for (let n = 0; n < 3; n++) await open('emergency_vehicle');
    await open('courier');
    expect((await openings()).repeated).toEqual([
      {
        class: 'emergency_vehicle',
        staffId: STAFF.guard,
        guardName: '胡**',
        count: 3,
        lastOpenedAt: clock(),
      },
    ]);
  });

  it('is looked at once, and due again when there is more of it', async () => {
    await open('emergency');
    const mine = { class: 'emergency', staffId: STAFF.guard } as const;
    expect((await review({ ...mine, count: 1 })).status).toBe(204);
    const reviewed = { at: clock(), count: 1 };
    expect((await openings()).repeated).toMatchObject([{ count: 1, reviewed }]);
    clock.advance(MINUTE);
    await open('emergency');
    expect((await openings()).repeated).toMatchObject([{ count: 2, reviewed }]);
    // Whoever looked at the page of before does not hide what came since.
    expect((await review({ ...mine, count: 1 })).status).toBe(204);
    expect((await openings()).repeated).toMatchObject([{ count: 2, reviewed }]);
    expect((await review({ ...mine, count: 2 })).status).toBe(204);
    expect((await openings()).repeated).toMatchObject([
      { count: 2, reviewed: { at: clock(), count: 2 } },
    ]);
    const item = (await itemsOf(engine.table)).find(({ sk }) =>
      String(sk).startsWith('opening-review#'),
    );
    expect(item).toMatchObject({ by: STAFF.manager, at: clock() });
  });

  it('cannot be looked at before it is there', async () => {
    await open('emergency');
    const mine = { class: 'emergency', staffId: STAFF.guard } as const;
    const ahead = await review({ ...mine, count: 2 });
    expect([ahead.code, ahead.field]).toEqual(['invalid_input', 'count']);
    expect((await review({ class: 'courier', staffId: STAFF.guard, count: 1 })).code).toBe(
      'not_found',
    );
  });
});
