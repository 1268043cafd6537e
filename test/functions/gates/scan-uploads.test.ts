import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { type MannedGate, openMannedGate } from './manned-gate.ts';
import { recordsIn, said } from './scans-desk.ts';

const SECOND = 1000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let desk: MannedGate['desk'];
let now: MannedGate['now'];

beforeEach(async () => {
  ({ engine, clock, house, device, desk, now } = await openMannedGate());
  clock.advance(60 * SECOND);
});
afterEach(() => engine.stop());

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
