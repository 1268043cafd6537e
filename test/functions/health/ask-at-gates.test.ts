import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { destroyEnded, type EmergencyHere } from '../../../functions/emergencies/index.ts';
import { unpackScans } from '../../../functions/gates/stored-scan.ts';
import { advanceRecords, askAtGates } from '../../../functions/health/index.ts';
import { newHoldersIn } from '../../../functions/passes/index.ts';
import { KEY_FORGOTTEN_MS } from '../../../shared/emergency/destruction-steps.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { emergencyIn } from '../emergencies/ended-emergency.ts';
import { foundNow, healthOffice } from './health-office.ts';

const HOUR_MS = 3_600_000;
const LET_IN = { outcome: 'allow', reason: 'ok', class: 'resident' };
const ASKED = { outcome: 'ask', reason: 'call_worker', class: 'resident' };

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let east: GatePhone;
let phone: ResidentPhone;
let seq: number;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  east = await house.deviceAt(GATES.east);
  phone = await house.phoneOf(RESIDENTS.father);
  seq = 0;
});
afterEach(() => engine.stop());

async function shown(by = phone, direction = 'in') {
  clock.advance(10_000);
  const body = { boot: 7, seq: ++seq, code: by.showAt(clock()), direction };
  const path = `/api/v1/gates/${GATES.east}/decisions`;
  return (await house.call('guard', 'POST', path, { device: east, body })).body;
}

/** An emergency that acts here, and what follows its changes. */
function following(here: EmergencyHere, found: () => Promise<EmergencyHere | undefined>) {
  const { stores } = house;
  const office = healthOffice({ ...house, emergencies: stores.emergencies }, here);
  const ports = {
    emergencies: { findHere: async () => found() },
    records: office.records,
    passes: stores.passes,
    gateAsks: stores.gateAsks,
  };
  return {
    ...office,
    follow: async () => askAtGates(ports, await office.deliver(), [], clock()),
    followNewPasses: async () => {
      const changes = (await itemsOf(engine.table)).map((after) => ({ after }));
      await askAtGates(ports, [], newHoldersIn(changes), clock());
    },
  };
}
async function open(said: Parameters<typeof openEmergency>[1] = {}) {
  const here = await openEmergency(house, said);
  return following(here, () => house.stores.emergencies.findHere('cmp_1', 'real'));
}
const version = async () => (await house.versions('cmp_1')).statusList;

describe('passes of whom a status makes ask', () => {
  it('ask at the gate on the way home and out, and are good again when it changes', async () => {
    const { append, follow } = await open();
    expect(await shown()).toEqual(LET_IN);
    await append([foundNow(clock)]);
    await follow();
    expect(await shown()).toEqual(ASKED);
    expect(await shown(phone, 'out')).toEqual(ASKED);
    await append([foundNow(clock, { kind: 'isolation_order', finding: 'released' })]);
    const before = await version();
    await follow();
    expect(await version()).toBe(before + 1);
    expect(await shown()).toEqual(LET_IN);
  });

  it('ask no more once the status is over by the clock', async () => {
    const { append, follow, ports, here } = await open();
    await append([foundNow(clock, { expiresAt: clock() + HOUR_MS })], {
      told: { at: clock(), by: 'phone' },
    });
    await follow();
    expect(await shown()).toEqual(ASKED);
    clock.advance(HOUR_MS);
    await advanceRecords(ports, here, clock());
    await follow();
    expect(await shown()).toEqual(LET_IN);
  });

  it('leave no mark in a pass, and in the list nothing but that they ask', async () => {
    const { append, follow } = await open();
    const passes = async () =>
      (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith('pass#'));
    const before = await passes();
    await append([foundNow(clock)]);
    await follow();
    expect(await passes()).toEqual(before);
    const [list] = (await itemsOf(engine.table)).filter(({ sk }) => sk === 'status-list');
    expect(Object(list?.asks).byIndex).toEqual({
      [phone.index]: [{ asks: true, since: clock() }],
    });
  });

  it('ask also on another phone, and on one that is renewed', async () => {
    const { append, follow, followNewPasses } = await open();
    const other = await house.phoneOf(RESIDENTS.father);
    await append([foundNow(clock)]);
    await follow();
    expect([await shown(), await shown(other)]).toEqual([ASKED, ASKED]);
    const third = await house.phoneOf(RESIDENTS.father);
    const mother = await house.phoneOf(RESIDENTS.mother);
    await followNewPasses();
    expect([await shown(third), await shown(mother)]).toEqual([ASKED, LET_IN]);
    clock.advance(5 * 24 * HOUR_MS);
    await house.givePass(phone);
    expect(await shown()).toEqual(ASKED);
  });

  it('raise no version by what is told again, and follow the last word in any order', async () => {
    const { append, follow, followNewPasses } = await open();
    await append([foundNow(clock)]);
    await follow();
    const once = await version();
    await followNewPasses();
    expect(await version()).toBe(once);
    expect(await shown()).toEqual(ASKED);
  });

  it('do not ask where the emergency does not name it, nor in a drill', async () => {
    const unnamed = await open({ measures: ['registration'] });
    await unnamed.append([foundNow(clock)]);
    await unnamed.follow();
    expect(await shown()).toEqual(LET_IN);
    const here = await openEmergency(house, { mode: 'drill' });
    const drill = following(here, () => house.stores.emergencies.findHere('cmp_1', 'real'));
    await drill.append([foundNow(clock)], { residentId: RESIDENTS.mother });
    await drill.follow();
    expect(await shown(await house.phoneOf(RESIDENTS.mother))).toEqual(LET_IN);
  });

  it('stay withdrawn where they are', async () => {
    const { append, follow } = await open();
    await append([foundNow(clock)]);
    await follow();
    await house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
      cookie: await house.staffCookie('property_manager'),
      body: { state: 'revoked', reason: 'lost_device' },
    });
    expect(await shown()).toMatchObject({ outcome: 'deny', reason: 'revoked' });
  });
});

describe('the end of an emergency', () => {
  it('takes every ask from the list at once', async () => {
    const { append, follow, here } = await open();
    await append([foundNow(clock)]);
    await follow();
    expect(await shown()).toEqual(ASKED);
    const before = await version();
    const path = `/api/v1/manager/emergencies/${here.emergencyId}/end`;
    const cookie = await house.staffCookie('street_administrator', { node: 'str_1' });
    const answer = await house.call('manager', 'PUT', path, { cookie });
    expect(answer.status).toBe(200);
    expect(await version()).toBe(before + 1);
    expect(await shown()).toEqual(LET_IN);
    expect(JSON.stringify(await itemsOf(engine.table))).not.toContain('"asks":{');
  });

  it('takes back also what was written while it came', async () => {
    const here = await openEmergency(house);
    let isOver = false;
    const { append, follow } = following(here, async () => {
      const answer = isOver ? undefined : here;
      isOver = true;
      return answer;
    });
    await append([foundNow(clock)]);
    await follow();
    expect(await shown()).toEqual(LET_IN);
  });

  it('is made up for by the destruction where it was broken off', async () => {
    const ended = await emergencyIn(house);
    const { append, follow } = following(ended.here, async () => ended.here);
    await append([foundNow(clock)]);
    await follow();
    await ended.end();
    expect(await shown()).toEqual(ASKED);
    await destroyEnded(ended.ports, await ended.found(), clock());
    clock.advance(KEY_FORGOTTEN_MS);
    await destroyEnded(ended.ports, await ended.found(), clock());
    expect(await shown()).toEqual(LET_IN);
    expect(await ended.found()).toMatchObject({ state: 'destroyed' });
  });
});

describe('a scan that asked for the community worker', () => {
  it('is recorded, and no record says whose it was', async () => {
    const { append, follow } = await open();
    await append([foundNow(clock)]);
    await follow();
    const { shiftId } = await house.startShift(east);
    const scan = (n: number, reason: 'call_worker' | 'ok') => ({
      seq: n,
      code: phone.showAt(clock() + n * 10_000),
      direction: 'in' as const,
      scannedAt: clock() + n * 10_000,
      verdict: { outcome: reason === 'ok' ? ('allow' as const) : ('ask' as const), reason },
      ...(reason === 'ok' ? {} : { decision: 'let_in' as const }),
    });
    // The second gate had an older list.
    const scans = [scan(1, 'call_worker'), scan(2, 'ok')];
    const answer = await house.upload(east, [{ boot: 9, batch: 1, shiftId, scans }]);
    expect(answer.body).toMatchObject({
      batches: [{ result: 'recorded', verdicts: [{ reason: 'call_worker' }, { outcome: 'ask' }] }],
    });
    const items = await itemsOf(engine.table);
    const packed = items.flatMap(({ scans: bytes }) =>
      bytes instanceof Uint8Array ? unpackScans(bytes) : [],
    );
    expect(packed.map(({ seq: n, device }) => [n, device.reason])).toEqual([
      [1, 'call_worker'],
      [2, 'ok'],
    ]);
    expect(packed.flatMap(({ index, slot }) => [index, slot])).toEqual(Array(4).fill(undefined));
    expect(items.filter((item) => JSON.stringify(item).includes('XQ1:'))).toEqual([]);
  });
});
