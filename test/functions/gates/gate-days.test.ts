import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORED_SCAN_BYTES } from '../../../functions/gates/stored-scan.ts';
import {
  DayDisagreement,
  DayOpenings,
  GateDayCounts,
  type OpeningReview,
} from '../../../shared/messages/gate-days.ts';
import { ManagedGate } from '../../../shared/messages/gates.ts';
import type { Opening } from '../../../shared/messages/openings.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { batchesOf } from './scans-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TODAY = '2035-11-14';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let phone: ResidentPhone;
let desk: ReturnType<typeof batchesOf>;
let shiftId: Awaited<ReturnType<Gatehouse['startShift']>>['shiftId'];

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
  phone = await house.phoneOf(RESIDENTS.father);
  await house.deliverPasses();
  const shift = await house.startShift(device);
  shiftId = shift.shiftId;
  desk = batchesOf(shift, clock);
  clock.advance(MINUTE);
});
afterEach(() => engine.stop());

const read = async (what: string, day = TODAY, from = house) => {
  const { status, body } = await from.call(
    'manager',
    'GET',
    `/api/v1/manager/gates/${GATES.east}/days/${day}/${what}`,
    { cookie: await house.staffCookie('property_manager') },
  );
  expect(status).toBe(200);
  return body;
};
const counts = async (day?: string) => GateDayCounts.parse(await read('counts', day));
const openings = async (day?: string) => DayOpenings.parse(await read('openings', day));
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
  const opening = { boot: 7, seq: ++seq, class: of, shiftId, openedAt: clock(), ...changed };
  const { status } = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/openings`, {
    device,
    body: { openings: [JSON.parse(JSON.stringify(opening))] },
  });
  expect(status).toBe(200);
};

describe('who came in on a day', () => {
  it('is told as counts by hour, class and building, and of nobody more', async () => {
    await house.record(device, [desk.cut(desk.scan(phone.showAt(clock())))]);
    clock.advance(HOUR);
    await house.record(device, [
      desk.cut(
        desk.scan(phone.showAt(clock())),
        desk.scan(phone.showAt(clock() + 5_000)),
        desk.scan('hello', { verdict: { outcome: 'deny', reason: 'malformed' } }),
      ),
    ]);
    expect(await read('counts')).toEqual({
      entries: [
        { hour: 12, class: 'resident', building: '3幢', count: 1 },
        { hour: 13, class: 'resident', building: '3幢', count: 2 },
      ],
      turnedAway: [{ hour: 13, reason: 'malformed', count: 1 }],
      wouldBeRefused: [],
    });
  });

  it('has a scan on the day of its own moment, also where its batch began the day before', async () => {
    clock.set(Date.UTC(2035, 10, 14, 15, 58));
    const before = desk.scan(phone.showAt(clock()));
    clock.advance(4 * MINUTE);
    const after = desk.scan(phone.showAt(clock()));
    await house.record(device, [desk.cut(before, after)]);
    const one = { class: 'resident', building: '3幢', count: 1 };
    expect((await counts()).entries).toEqual([{ hour: 23, ...one }]);
    expect((await counts('2035-11-15')).entries).toEqual([{ hour: 0, ...one }]);
  });

  it('counts whom a guard let in after a question, and who left', async () => {
    const asked = { outcome: 'ask', reason: 'list_stale' } as const;
    await house.record(device, [
      desk.cut(
        desk.scan(phone.showAt(clock()), { verdict: asked, decision: 'let_in' }),
        desk.scan(phone.showAt(clock() + 5_000), { verdict: asked, decision: 'turned_away' }),
        desk.scan(phone.showAt(clock() - 5_000), { direction: 'out' }),
      ),
    ]);
    const { entries, turnedAway } = await counts();
    expect(entries).toEqual([{ hour: 12, class: 'resident', building: '3幢', count: 1 }]);
    expect(turnedAway).toEqual([{ hour: 12, reason: 'list_stale', count: 1 }]);
  });

  it('counts whom a gate on trial would have refused, by reason', async () => {
    const asked = { outcome: 'ask', reason: 'stale_code' } as const;
    const card = { outcome: 'ask', reason: 'list_stale' } as const;
    await house.record(device, [
      desk.cut(
        desk.scan(phone.showAt(clock() - MINUTE), { verdict: asked, decision: 'let_in' }),
        desk.scan(phone.showAt(clock() - MINUTE), { verdict: asked, decision: 'turned_away' }),
        desk.scan(phone.showAt(clock()), { verdict: card, decision: 'let_in' }),
      ),
    ]);
    expect((await counts()).wouldBeRefused).toEqual([{ reason: 'stale_code', count: 2 }]);
  });

  it('counts what the server decided for a reader, once however often it is told', async () => {
    const decide = async (code: string, at = device) =>
      house.call('guard', 'POST', `/api/v1/gates/${at.gateId}/decisions`, {
        device: at,
        body: { boot: 9, seq: ++seq, code, direction: 'in' },
      });
    const west = await house.deviceAt(GATES.west);
    const code = phone.showAt(clock());
    await decide(code);
    await decide(code);
    await decide('hello');
    await decide((await house.phoneOf(RESIDENTS.mother)).showAt(clock()), west);
    await house.deliverScans();
    await house.deliverScans();
    expect(await read('counts')).toEqual({
      entries: [{ hour: 12, class: 'resident', building: '3幢', count: 1 }],
      turnedAway: [
        { hour: 12, reason: 'malformed', count: 1 },
        { hour: 12, reason: 'replayed', count: 1 },
      ],
      wouldBeRefused: [],
    });
  });

  it('is gone after its seven days, also while the table has not deleted it yet', async () => {
    await house.record(device, [desk.cut(desk.scan(phone.showAt(clock())))]);
    clock.advance(7 * DAY + MINUTE);
    expect((await counts()).entries).toEqual([]);
  });

  it('costs no more to read than its batches', async () => {
    for (let n = 0; n < 8; n++) {
      clock.advance(MINUTE);
      const scans = Array.from({ length: 25 }, () => desk.scan(phone.showAt(clock())));
      await house.record(device, [desk.cut(...scans)]);
    }
    const { table, units } = countingTable(engine);
    const counted = await openGatehouse(table, clock, house.issuer);
    await read('counts', TODAY, counted);
    const first = units().read;
    clock.advance(2_000);
    await read('counts', TODAY, counted);
    const bytes = 8 * (25 * STORED_SCAN_BYTES + 300);
    // Beside the batches: the versions, the day before, and whether the server decided anything.
    const beside = 1.5;
    expect(units().read - first).toBeLessThanOrEqual(beside + 0.5 * Math.ceil(bytes / 4_096));
  });
});

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

describe('on what a gate and the server differ', () => {
  it('is told with both verdicts, newest first, and without the code', async () => {
    const first = phone.showAt(clock() - MINUTE);
    await house.record(device, [desk.cut(desk.scan(first))]);
    clock.advance(MINUTE);
    const deny = { outcome: 'deny', reason: 'revoked' } as const;
    await house.record(device, [
      desk.cut(desk.scan(phone.showAt(clock()), { verdict: deny, decision: 'turned_away' })),
    ]);
    const body = await read('disagreements');
    expect(JSON.stringify(body)).not.toContain('XQ1:');
    const found = Object(body).disagreements.map((one: unknown) => DayDisagreement.parse(one));
    expect(found).toEqual([
      {
        scannedAt: clock(),
        direction: 'in',
        gate: deny,
        server: { outcome: 'allow', reason: 'ok' },
        letIn: false,
        deviceId: device.deviceId,
      },
      {
        scannedAt: clock() - MINUTE,
        direction: 'in',
        gate: { outcome: 'allow', reason: 'ok' },
        server: { outcome: 'deny', reason: 'stale_code' },
        letIn: true,
        deviceId: device.deviceId,
      },
    ]);
  });
});

describe('when a device was last heard of', () => {
  const state = () => house.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
  const contactAt = async () => {
    const { body } = await house.call('manager', 'GET', '/api/v1/manager/gates', {
      cookie: await house.staffCookie('property_manager'),
    });
    return ManagedGate.parse(Object(body).gates[0]).devices[0]?.contactAt;
  };

  it('is told by the gates’ list, and written every quarter of an hour at most', async () => {
    expect(await contactAt()).toBeUndefined();
    await state();
    const first = clock();
    expect(await contactAt()).toBe(first);
    clock.advance(14 * MINUTE);
    await state();
    expect(await contactAt()).toBe(first);
    clock.advance(MINUTE);
    await state();
    expect(await contactAt()).toBe(clock());
  });

  it('is not written again by another process', async () => {
    const { table, units } = countingTable(engine);
    const other = await openGatehouse(table, clock, house.issuer);
    await state();
    await other.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
    for (let n = 0; n < 10; n++) {
      clock.advance(30_000);
      await other.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
    }
    expect(units().written).toBe(0);
    expect(await contactAt()).toBe(clock() - 10 * 30_000);
  });
});
