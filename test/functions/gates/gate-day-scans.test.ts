import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORED_SCAN_BYTES } from '../../../functions/gates/stored-scan.ts';
import { DayDisagreement, GateDayCounts } from '../../../shared/messages/gate-days.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';
import { readDay } from './gate-day.ts';
import { type MannedGate, openMannedGate } from './manned-gate.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let phone: ResidentPhone;
let desk: MannedGate['desk'];

beforeEach(async () => {
  ({ engine, clock, house, device, phone, desk } = await openMannedGate());
  await house.deliverPasses();
  clock.advance(MINUTE);
});
afterEach(() => engine.stop());

const counts = async (day?: string) => GateDayCounts.parse(await readDay(house, 'counts', day));

let seq = 0;

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
    expect(await readDay(house, 'counts')).toEqual({
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
    expect(await readDay(house, 'counts')).toEqual({
      entries: [{ hour: 12, class: 'resident', building: '3幢', count: 1 }],
      turnedAway: [
        { hour: 12, reason: 'malformed', count: 1 },
        { hour: 12, reason: 'replayed', count: 1 },
      ],
      wouldBeRefused: [],
    });
  });

  it('counts what a reader was told to ask as neither let in nor turned away, and as the trial’s', async () => {
    await house.call('manager', 'PUT', `/api/v1/manager/gates/${device.gateId}/trial`, {
      cookie: await house.staffCookie('property_manager'),
      body: { until: clock() + DAY },
    });
    clock.advance(MINUTE);
    const old = phone.showAt(clock() - MINUTE);
    await house.call('guard', 'POST', `/api/v1/gates/${device.gateId}/decisions`, {
      device,
      body: { boot: 9, seq: ++seq, code: old, direction: 'in' },
    });
    await house.deliverScans();
    expect(await counts()).toEqual({
      entries: [],
      turnedAway: [],
      wouldBeRefused: [{ reason: 'stale_code', count: 1 }],
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
    await readDay(counted, 'counts');
    const first = units().read;
    clock.advance(2_000);
    await readDay(counted, 'counts');
    const bytes = 8 * (25 * STORED_SCAN_BYTES + 300);
    // Beside the batches: the versions, the day before, whether the server decided anything, the gate;
    // what the manager may do, once by the server and once by the test that signs them in.
    const beside = 2.5 + 2;
    expect(units().read - first).toBeLessThanOrEqual(beside + 0.5 * Math.ceil(bytes / 4_096));
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
    const body = await readDay(house, 'disagreements');
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
