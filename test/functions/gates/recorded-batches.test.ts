import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gateKeys } from '../../../functions/gates/device-secrets.ts';
import { newGate } from '../../../functions/gates/gate.ts';
import { recordScans } from '../../../functions/gates/record-scans.ts';
import type { CompiledList } from '../../../functions/passes/index.ts';
import { slotAt } from '../../../shared/time/slot.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { SERVER_SECRET } from '../../support/street.ts';
import { type MannedGate, openMannedGate } from './manned-gate.ts';
import { recordsIn, said } from './scans-desk.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const NOTHING_LISTED: CompiledList = {
  source: { compound: 'cmp_1', version: 1, places: 8, exceptions: new Map() },
  list: { version: 1, places: 8, bits: new Uint8Array(2) },
  zlib: new Uint8Array(),
  lastChange: 0,
};

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let phone: ResidentPhone;
let desk: MannedGate['desk'];
let now: MannedGate['now'];
let setState: MannedGate['setState'];

beforeEach(async () => {
  ({ engine, clock, house, device, phone, desk, now, setState } = await openMannedGate());
  clock.advance(60 * SECOND);
});
afterEach(() => engine.stop());

const unenrol = async () =>
  house.call('manager', 'DELETE', `/api/v1/manager/gate-devices/${device.deviceId}`, {
    cookie: await house.staffCookie('property_manager'),
  });

describe('a batch of scans', () => {
  it('is recorded with the server’s own verdict on each, in order', async () => {
    const first = now();
    const scans = [desk.scan(first), desk.scan('XQ1:NONSENSE'), desk.scan('hello')];
    const [answer] = await house.record(device, [desk.cut(...scans)]);
    expect(answer).toEqual({
      boot: 7,
      batch: 1,
      result: 'recorded',
      verdicts: [said('allow', 'ok'), said('deny', 'unknown_version'), said('deny', 'malformed')],
    });
    const { batches } = await recordsIn(house);
    expect(batches).toHaveLength(1);
    const [batch] = batches;
    expect(batch?.scans[0]).toEqual({
      seq: 1,
      index: phone.index,
      class: 'resident',
      slot: slotAt(clock()),
      scannedAt: clock(),
      direction: 'in',
      device: said('allow', 'ok'),
      server: said('allow', 'ok'),
    });
    expect(batch?.scans[1]).not.toHaveProperty('index');
  });

  it('of twenty-five lies in one item of the gate and its day in Shanghai, for seven days', async () => {
    const scans = Array.from({ length: 25 }, () => {
      clock.advance(6 * SECOND);
      return desk.scan(now());
    });
    await house.record(device, [desk.cut(...scans)]);
    const { batches, disagreements } = await recordsIn(house);
    const day = new Date(clock() + 8 * HOUR).toISOString().slice(0, 10);
    expect(batches).toHaveLength(1);
    expect(batches[0]).toMatchObject({
      pk: `cmp_1#${GATES.east}#${day}`,
      sk: `batch#${device.deviceId}#7#1`,
      bytes: 25 * 21,
      ttl: Math.ceil((clock() + 7 * DAY) / 1000),
    });
    expect(batches[0]?.scans).toHaveLength(25);
    expect(disagreements).toEqual([]);
  });

  it('keeps neither codes nor signatures where both sides agree', async () => {
    const code = now();
    await house.record(device, [desk.cut(desk.scan(code))]);
    const kept = JSON.stringify(await recordsIn(house));
    expect(kept).not.toContain('XQ1:');
  });

  it('sent again is answered from the record and written once', async () => {
    const batch = desk.cut(desk.scan(now()), desk.scan('hello'));
    const first = await house.record(device, [batch]);
    await setState({ state: 'revoked', reason: 'lost_device' });
    clock.advance(HOUR);
    expect(await house.record(device, [batch])).toEqual(first);
    expect((await recordsIn(house)).scans).toHaveLength(2);
  });

  it('sent many times at once is written once, with its disagreements too', async () => {
    const forged = desk.scan('hello');
    const batch = desk.cut(desk.scan(now()), forged);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => house.record(device, [batch])),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const { scans, disagreements } = await recordsIn(house);
    expect(scans).toHaveLength(2);
    expect(disagreements).toHaveLength(1);
  });

  it('is told apart from another under its name, which is refused and not recorded', async () => {
    const batch = desk.cut(desk.scan(now()));
    await house.record(device, [batch]);
    const other = { ...batch, scans: [desk.scan(now())] };
    const [answer] = await house.record(device, [other]);
    expect(answer?.result).toBe('refused');
    expect((await recordsIn(house)).scans.map(({ seq }) => seq)).toEqual([1]);
  });

  it('that cannot be written fails its upload, while the others are still being judged', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    const verdict = { outcome: 'deny', reason: 'malformed' } as const;
    const aMoment = () => new Promise((resolve) => setImmediate(resolve));
    const upload = recordScans(
      {
        directory: {
          findGate: async () =>
            newGate({ gateId: GATES.east, name: '东门', compoundName: '锦苑小区' }),
          findDevice: async () => undefined,
        },
        lists: { current: async () => NOTHING_LISTED },
        scans: {
          recordBatch: async () => {
            throw new Error('the table is gone');
          },
        },
        judge: async () => {
          await aMoment();
          return { decision: verdict };
        },
        keys: gateKeys(SERVER_SECRET),
      },
      {
        actor: { kind: 'gate_device', deviceId: device.deviceId, gateId: GATES.east },
        gateId: GATES.east,
        batches: [desk.cut(desk.scan('one')), desk.cut(desk.scan('two'))],
        now: clock(),
      },
    );
    await expect(upload).rejects.toThrow('the table is gone');
    await aMoment();
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  it('may come with three others', async () => {
    const batches = Array.from({ length: 4 }, () => {
      clock.advance(6 * SECOND);
      return desk.cut(desk.scan(now()));
    });
    const answers = await house.record(device, batches);
    expect(answers.map(({ batch, result }) => [batch, result])).toEqual([
      [1, 'recorded'],
      [2, 'recorded'],
      [3, 'recorded'],
      [4, 'recorded'],
    ]);
  });

  it('notes what the guard did', async () => {
    const asked = desk.scan(now(), {
      verdict: { outcome: 'ask', reason: 'list_stale' },
      decision: 'let_in',
    });
    await house.record(device, [desk.cut(asked)]);
    const { scans, disagreements } = await recordsIn(house);
    expect(scans[0]).toMatchObject({ decision: 'let_in', device: said('ask', 'list_stale') });
    expect(disagreements).toEqual([]);
  });
});

describe('a resident’s way out', () => {
  it('is answered and not kept', async () => {
    const out = desk.scan(now(), { direction: 'out' });
    clock.advance(20 * SECOND);
    const back = desk.scan(now());
    const [answer] = await house.record(device, [desk.cut(out, back)]);
    expect(answer?.verdicts).toEqual([said('allow', 'ok'), said('allow', 'ok')]);
    expect((await recordsIn(house)).scans.map(({ seq }) => seq)).toEqual([2]);
  });

  it('alone is acknowledged without a trace, also where device and server differ', async () => {
    const out = desk.scan(now(), {
      direction: 'out',
      verdict: { outcome: 'deny', reason: 'revoked' },
    });
    const batch = desk.cut(out);
    const [first] = await house.record(device, [batch]);
    expect(first?.result).toBe('recorded');
    expect(await recordsIn(house)).toEqual({ batches: [], scans: [], disagreements: [] });
    expect((await house.record(device, [batch]))[0]).toEqual(first);
  });
});

describe('after a device is un-enrolled', () => {
  it('what it scanned before is taken and marked, what came after is refused', async () => {
    const before = desk.cut(desk.scan(now()));
    clock.advance(10 * SECOND);
    await unenrol();
    const after = desk.cut(desk.scan(now()));
    clock.advance(30 * SECOND);
    const answers = await house.record(device, [before, after]);
    expect(answers.map(({ result }) => result)).toEqual(['recorded', 'refused']);
    const { batches } = await recordsIn(house);
    expect(batches).toHaveLength(1);
    expect(batches[0]).toMatchObject({ late: true });
  });

  it('a batch from both sides of that moment keeps its first part and stays with the device', async () => {
    const before = desk.scan(now());
    clock.advance(10 * SECOND);
    await unenrol();
    const batch = desk.cut(before, desk.scan(now()));
    clock.advance(30 * SECOND);
    for (let tries = 0; tries < 2; tries++) {
      expect((await house.record(device, [batch]))[0]?.result).toBe('refused');
    }
    expect((await recordsIn(house)).scans.map(({ seq }) => seq)).toEqual([1]);
  });
});
