import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gateKeys } from '../../../functions/gates/device-secrets.ts';
import { newGate } from '../../../functions/gates/gate.ts';
import { recordScans } from '../../../functions/gates/record-scans.ts';
import type { CompiledList } from '../../../functions/passes/index.ts';
import type { Scan } from '../../../shared/messages/gates.ts';
import { slotAt } from '../../../shared/time/slot.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS, SERVER_SECRET } from '../../support/street.ts';
import { batchesOf, recordsIn } from './scans-desk.ts';

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
let desk: ReturnType<typeof batchesOf>;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
  phone = await house.phoneOf(RESIDENTS.father);
  desk = batchesOf(await house.startShift(device), clock);
  clock.advance(60 * SECOND);
});
afterEach(() => engine.stop());

const now = () => phone.showAt(clock());
const setState = async (body: unknown) =>
  house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
    cookie: await house.staffCookie('property_manager'),
    body,
  });
const unenrol = async () =>
  house.call('manager', 'DELETE', `/api/v1/manager/gate-devices/${device.deviceId}`, {
    cookie: await house.staffCookie('property_manager'),
  });
const said = (outcome: string, reason: string) => ({ outcome, reason });

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

describe('the server’s own verdict', () => {
  const verdictOn = async (...scans: readonly Scan[]) =>
    (await house.record(device, [desk.cut(...scans)]))[0]?.verdicts;

  it('is as of the moment of the scan, whatever the list says since', async () => {
    const early = desk.scan(now());
    clock.advance(10 * SECOND);
    await setState({ state: 'suspended', reason: 'lost_device' });
    const during = desk.scan(now());
    clock.advance(10 * SECOND);
    await setState({ state: 'active' });
    const after = desk.scan(now());
    clock.advance(10 * SECOND);
    await setState({ state: 'revoked', reason: 'lost_device' });
    const late = desk.scan(now());
    clock.advance(HOUR);
    expect(await verdictOn(early, during, after, late)).toEqual([
      said('allow', 'ok'),
      said('ask', 'suspended'),
      said('allow', 'ok'),
      said('deny', 'revoked'),
    ]);
    const { disagreements } = await recordsIn(house);
    expect(disagreements.map(({ code }) => code)).toEqual([during.code, late.code]);
  });

  it('refuses a screenshot as soon as its slots are over', async () => {
    const code = now();
    const slotEnd = (slotAt(clock()) + 1) * 5 * SECOND;
    const at = (scannedAt: number) => desk.scan(code, { scannedAt });
    clock.set(slotEnd + HOUR);
    expect(await verdictOn(at(slotEnd + 5 * SECOND - 1))).toEqual([said('allow', 'ok')]);
    expect(await verdictOn(at(slotEnd + 5 * SECOND))).toEqual([said('deny', 'stale_code')]);
  });

  it('blames a phone’s clock only where it runs ahead, or is seen to run as fast as the gate’s', async () => {
    for (const offMs of [15 * SECOND, HOUR, 8 * HOUR]) {
      const ahead = desk.scan(phone.showAt(clock() + offMs));
      const behind = desk.scan(phone.showAt(clock() - offMs));
      const behindAgain = desk.scan(phone.showAt(clock() + 5 * SECOND - offMs), {
        scannedAt: clock() + 5 * SECOND,
      });
      expect(await verdictOn(ahead, behind, behindAgain)).toEqual([
        said('ask', 'clock_off'),
        said('deny', 'stale_code'),
        said('ask', 'clock_off'),
      ]);
      clock.advance(60 * SECOND);
    }
  });

  it('takes a scan from the future for a clock that is off, and lets nobody in by its time', async () => {
    const scannedAt = clock() + 8 * HOUR;
    const early = desk.scan(phone.showAt(scannedAt), { scannedAt });
    expect(await verdictOn(early)).toEqual([said('ask', 'challenge_needed')]);
  });

  it('refuses the same slot twice, in one batch and across an upload', async () => {
    const code = now();
    expect(await verdictOn(desk.scan(code), desk.scan(code))).toEqual([
      said('allow', 'ok'),
      said('deny', 'replayed'),
    ]);
    clock.advance(20 * SECOND);
    const again = now();
    const answers = await house.record(device, [
      desk.cut(desk.scan(again)),
      desk.cut(desk.scan(again)),
    ]);
    expect(answers.map(({ verdicts }) => verdicts[0])).toEqual([
      said('allow', 'ok'),
      said('deny', 'replayed'),
    ]);
  });

  it('refuses what is forged, foreign or expired', async () => {
    const other = await openGatehouse(engine.table, clock);
    const stranger = await other.phoneOf(RESIDENTS.mother);
    const neighbour = await house.phoneOf(RESIDENTS.neighbour);
    const forged = phone.show({
      mode: 'challenge',
      slot: slotAt(clock()),
      gate: 1,
      challenge: new Uint8Array(8),
    });
    expect(
      await verdictOn(
        desk.scan(stranger.showAt(clock())),
        desk.scan(neighbour.showAt(clock())),
        desk.scan(forged),
        desk.scan(now().replace(/^XQ1/, 'XQ2')),
      ),
    ).toEqual([
      said('deny', 'bad_signature'),
      said('deny', 'wrong_compound'),
      said('deny', 'bad_proof'),
      said('deny', 'unknown_version'),
    ]);
    clock.advance(8 * DAY);
    expect(await verdictOn(desk.scan(now()))).toEqual([said('ask', 'expired')]);
  });

  it('of another compound’s code names no index', async () => {
    const neighbour = await house.phoneOf(RESIDENTS.neighbour);
    await verdictOn(desk.scan(neighbour.showAt(clock())));
    expect((await recordsIn(house)).scans[0]).not.toHaveProperty('index');
  });

  it('stands beside a forged one, and keeps the code', async () => {
    await setState({ state: 'revoked', reason: 'lost_device' });
    clock.advance(SECOND);
    const code = now();
    expect(await verdictOn(desk.scan(code))).toEqual([said('deny', 'revoked')]);
    const { scans, disagreements } = await recordsIn(house);
    expect(scans[0]).toMatchObject({
      device: said('allow', 'ok'),
      server: said('deny', 'revoked'),
    });
    expect(disagreements).toEqual([
      expect.objectContaining({
        code,
        device: said('allow', 'ok'),
        server: said('deny', 'revoked'),
      }),
    ]);
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

describe('an upload', () => {
  const path = `/api/v1/gates/${GATES.east}/scans`;

  it('is taken from the gate’s own device alone', async () => {
    const west = await house.deviceAt(GATES.west);
    const batch = desk.cut(desk.scan(now()));
    const body = { batches: [batch] };
    const answer = await house.call('guard', 'POST', path, { device: west, body });
    expect([answer.status, answer.code]).toEqual([403, 'not_permitted']);
    expect((await recordsIn(house)).scans).toEqual([]);
  });

  it('of the same batch twice says the same twice, and records what happened', async () => {
    const batch = desk.cut(desk.scan(now()));
    const answers = await house.record(device, [batch, batch]);
    const once = { boot: 7, batch: 1, result: 'recorded', verdicts: [said('allow', 'ok')] };
    expect(answers).toEqual([once, once]);
    const { scans, disagreements } = await recordsIn(house);
    expect([scans.length, disagreements]).toEqual([1, []]);
  });

  it('of the same batch by two devices of one gate is two batches', async () => {
    const beside = await house.deviceAt(GATES.east);
    const batch = desk.cut(desk.scan(now()));
    await house.record(device, [batch]);
    await house.record(beside, [batch]);
    expect((await recordsIn(house)).batches).toHaveLength(2);
  });

  it('cut off half-way records nothing, and whole it is taken', async () => {
    const batch = desk.cut(desk.scan(now()));
    const whole = JSON.stringify({ batches: [batch] });
    const rawBody = whole.slice(0, whole.length / 2);
    const cut = await house.call('guard', 'POST', path, { device, rawBody });
    expect([cut.status, cut.code]).toEqual([400, 'invalid_input']);
    // The body that arrives is not the body that was signed.
    const signed = device.authorize({ method: 'POST', path, body: whole }, clock());
    const torn = await house.call('guard', 'POST', path, {
      rawBody,
      headers: { authorization: signed },
    });
    expect(torn.code).toBe('device_signature_invalid');
    expect((await recordsIn(house)).scans).toEqual([]);
    expect((await house.record(device, [batch]))[0]?.result).toBe('recorded');
  });

  it('names the field of what is mistyped, missing or too much', async () => {
    const scan = desk.scan(now());
    const batch = desk.cut(scan);
    const with_ = (changed: object) => ({
      batches: [{ ...batch, scans: [{ ...scan, ...changed }] }],
    });
    for (const [body, field] of [
      [{}, 'batches'],
      [{ batches: [] }, 'batches'],
      [{ batches: Array(5).fill(batch) }, 'batches'],
      [{ batches: [batch], gateId: GATES.west }, 'gateId'],
      [{ batches: [{ ...batch, scans: [] }] }, 'batches.0.scans'],
      [{ batches: [{ ...batch, scans: Array(26).fill(scan) }] }, 'batches.0.scans'],
      [{ batches: [{ ...batch, boot: 2 ** 32 }] }, 'batches.0.boot'],
      [{ batches: [{ ...batch, shiftId: 'shf_2_0000000000000000' }] }, 'batches.0.shiftId'],
      [{ batches: [batch, { ...batch, shiftId: 'shift' }] }, 'batches.1.shiftId'],
      [with_({ code: '' }), 'batches.0.scans.0.code'],
      [with_({ code: 'x'.repeat(513) }), 'batches.0.scans.0.code'],
      [with_({ scannedAt: 1_699_999_999 }), 'batches.0.scans.0.scannedAt'],
      [with_({ direction: 'up' }), 'batches.0.scans.0.direction'],
      [
        with_({ verdict: { outcome: 'allow', reason: 'friend' } }),
        'batches.0.scans.0.verdict.reason',
      ],
      [with_({ decision: 'maybe' }), 'batches.0.scans.0.decision'],
      [with_({ name: '王' }), 'batches.0.scans.0.name'],
      [{ batches: [{ ...batch, scans: [scan, scan] }] }, 'batches.0.scans.1.seq'],
    ] as const) {
      const answer = await house.call('guard', 'POST', path, { device, body });
      expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid_input', field]);
    }
  });

  it('of four full batches at their longest is taken, and a larger body is not', async () => {
    const scans = Array.from({ length: 25 }, () => desk.scan('x'.repeat(400)));
    const batches = Array.from({ length: 4 }, () => desk.cut(...scans));
    expect((await house.upload(device, batches)).status).toBe(200);
    const rawBody = JSON.stringify({ batches, more: 'x'.repeat(64 * 1024) });
    const answer = await house.call('guard', 'POST', path, { device, rawBody });
    expect([answer.status, answer.code]).toEqual([413, 'body_too_large']);
  });
});
