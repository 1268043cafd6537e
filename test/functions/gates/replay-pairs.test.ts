import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scan } from '../../../shared/messages/gates.ts';
import { slotAt } from '../../../shared/time/slot.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { batchesOf } from './scans-desk.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let phone: ResidentPhone;
type Desk = { readonly device: GatePhone } & ReturnType<typeof batchesOf>;
let [east, west]: Desk[] = [];

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  phone = await house.phoneOf(RESIDENTS.father);
  const deskAt = async (gate: 'east' | 'west'): Promise<Desk> => {
    const device = await house.deviceAt(GATES[gate]);
    return { device, ...batchesOf(await house.startShift(device), clock) };
  };
  [east, west] = [await deskAt('east'), await deskAt('west')];
  clock.advance(60 * SECOND);
});
afterEach(() => engine.stop());

const desk = (at: Desk | undefined): Desk => {
  if (at === undefined) throw new Error('no such gate');
  return at;
};
/** One scan in a batch of its own, as it comes from a gate that was offline. */
async function upload(at: Desk | undefined, code: string, changed: Partial<Scan> = {}) {
  const { device, cut, scan } = desk(at);
  await house.record(device, [cut(scan(code, changed))]);
  await house.deliverScans();
}
async function reported() {
  const { status, body } = await house.call(
    'manager',
    'GET',
    '/api/v1/manager/compounds/cmp_1/replay-pairs',
    { cookie: await house.staffCookie('property_manager', { now: clock() }) },
  );
  expect(status).toBe(200);
  return Object(body).pairs;
}

describe('one showing of a pass that two gates let in', () => {
  it('is reported with the second upload, days later too, and once however often it is delivered', async () => {
    const [code, slot, at] = [phone.showAt(clock()), slotAt(clock()), clock()];
    await upload(east, code);
    expect(await reported()).toEqual([]);
    clock.advance(2 * DAY);
    await upload(west, code, { scannedAt: at + 4 * SECOND });
    const pairs = await reported();
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({ passId: phone.pass.passId, slot, reportedAt: clock() });
    const places = Object(pairs[0]).scans.map((scan: object) => Object(scan).gateId);
    expect(new Set(places)).toEqual(new Set([GATES.east, GATES.west]));
    clock.advance(HOUR);
    await house.deliverScans();
    expect(await reported()).toEqual(pairs);
  });

  it('is reported whichever batch comes first, and when both come at once', async () => {
    const code = phone.showAt(clock());
    for (const at of [west, east]) {
      const { device, cut, scan } = desk(at);
      await house.record(device, [cut(scan(code))]);
    }
    await Promise.all([house.deliverScans(), house.deliverScans()]);
    expect(await reported()).toHaveLength(1);
  });

  it('counts where a guard let it in, and not where it was turned away', async () => {
    const code = phone.showAt(clock());
    await upload(east, code);
    const denied = { outcome: 'deny', reason: 'replayed' } as const;
    await upload(west, code, { verdict: denied, decision: 'turned_away' });
    expect(await reported()).toEqual([]);
    await upload(west, code, { verdict: denied, decision: 'let_in' });
    expect(await reported()).toHaveLength(1);
  });

  it('is reported where the server decided one of the two, whichever came first, once', async () => {
    const { device } = desk(west);
    const decide = async (seq: number, code: string) => {
      const path = `/api/v1/gates/${GATES.west}/decisions`;
      const body = { boot: 7, seq, code, direction: 'in' };
      expect((await house.call('guard', 'POST', path, { device, body })).status).toBe(200);
      await house.deliverScans();
    };
    const first = phone.showAt(clock());
    await decide(1, first);
    expect(await reported()).toEqual([]);
    await upload(east, first);
    expect(await reported()).toHaveLength(1);
    clock.advance(60 * SECOND);
    const second = phone.showAt(clock());
    await upload(east, second);
    await decide(2, second);
    await house.deliverScans();
    const pairs = await reported();
    expect(pairs).toHaveLength(2);
    for (const { scans } of pairs) {
      expect(new Set(scans.map(({ gateId }: { gateId: string }) => gateId))).toEqual(
        new Set([GATES.east, GATES.west]),
      );
    }
  });

  it('is none where the server turned it away, or decided the same scan twice', async () => {
    const { device } = desk(west);
    const path = `/api/v1/gates/${GATES.west}/decisions`;
    const code = phone.showAt(clock());
    clock.advance(60 * SECOND);
    for (const seq of [1, 1, 2]) {
      await house.call('guard', 'POST', path, {
        device,
        body: { boot: 7, seq, code: seq === 1 ? phone.showAt(clock()) : code, direction: 'in' },
      });
    }
    await upload(east, code, { scannedAt: clock() - 60 * SECOND });
    expect(await reported()).toEqual([]);
  });

  it('is neither the next slot of the same pass nor the same device twice', async () => {
    await upload(east, phone.showAt(clock()));
    await upload(east, phone.showAt(clock()));
    clock.advance(5 * SECOND);
    await upload(west, phone.showAt(clock()));
    expect(await reported()).toEqual([]);
  });

  it('is forgotten with the scans', async () => {
    const code = phone.showAt(clock());
    await upload(east, code);
    await upload(west, code);
    clock.advance(8 * DAY);
    expect(await reported()).toEqual([]);
  });

  it('costs one write and one read a batch, and nothing on the path of the scan', async () => {
    const { table, units } = countingTable(engine);
    const counted = await openGatehouse(table, clock, house.issuer);
    const { device, cut, scan } = desk(east);
    const code = phone.showAt(clock());
    await house.record(device, [cut(...Array.from({ length: 25 }, () => scan(code)))]);
    const [batch] = (await itemsOf(engine.table)).filter(({ sk }) =>
      String(sk).startsWith('batch#'),
    );
    if (batch === undefined) throw new Error('no batch');
    const before = units();
    await counted.deliver(batch);
    const { read, written } = units();
    expect({ read: read - before.read, written: written - before.written }).toEqual({
      read: 1,
      written: 1,
    });
  });

  it('costs one read a scan that the server let in, however many it lets in', async () => {
    const { table, units } = countingTable(engine);
    const counted = await openGatehouse(table, clock, house.issuer);
    const { device } = desk(west);
    const path = `/api/v1/gates/${GATES.west}/decisions`;
    clock.set(clock() - (clock() % (5 * 60 * SECOND)) + 5 * 60 * SECOND);
    for (let seq = 0; seq < 40; seq += 1) {
      clock.advance(5 * SECOND);
      const body = { boot: 7, seq, code: phone.showAt(clock()), direction: 'in' };
      await house.call('guard', 'POST', path, { device, body });
    }
    const uses = (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith('use#'));
    expect(uses).toHaveLength(40);
    expect(JSON.stringify(uses).length).toBeGreaterThan(8_192);
    // The first of five minutes is noted for its gate's day; whoever comes after writes nothing.
    await counted.deliver(uses[0] ?? {});
    const before = units();
    await counted.deliver(uses[1] ?? {});
    const { read, written } = units();
    expect({ read: read - before.read, written: written - before.written }).toEqual({
      read: 1,
      written: 0,
    });
  });
});
