import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScanBatch } from '../../../shared/messages/gates.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { type MannedGate, openMannedGate } from './manned-gate.ts';
import { recordsIn } from './scans-desk.ts';

const SECOND = 1000;
const BATCHES = 6;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let phone: ResidentPhone;
let shift: MannedGate['shift'];
let desk: MannedGate['desk'];

beforeEach(async () => {
  ({ engine, clock, house, device, phone, shift, desk } = await openMannedGate());
});
afterEach(() => engine.stop());

function cutSome(): ScanBatch[] {
  return Array.from({ length: BATCHES }, () => {
    clock.advance(6 * SECOND);
    return desk.cut(desk.scan(phone.showAt(clock())));
  });
}
const seqsRecorded = async () =>
  (await recordsIn(house)).scans.map(({ seq }) => seq).sort((a, b) => a - b);

describe('a gate in mid-shift', () => {
  it('whose batches arrive newest first, some twice, has each scan recorded once and judged as of its moment', async () => {
    const batches = cutSome();
    const backwards = [...batches].reverse();
    for (const batch of [...backwards, ...backwards]) {
      const [answer] = await house.record(device, [batch]);
      expect(answer).toMatchObject({
        batch: batch.batch,
        result: 'recorded',
        verdicts: [{ outcome: 'allow', reason: 'ok' }],
      });
    }
    expect(await seqsRecorded()).toEqual(batches.flatMap(({ scans }) => scans.map((s) => s.seq)));
  });

  it('whose device is un-enrolled reads and decides nothing more, and still hands in what it scanned', async () => {
    const batches = cutSome();
    clock.advance(SECOND);
    const path = `/api/v1/manager/gate-devices/${device.deviceId}`;
    const cookie = await house.staffCookie('property_manager');
    expect((await house.call('manager', 'DELETE', path, { cookie })).status).toBe(204);
    clock.advance(2 * SECOND);

    const gate = `/api/v1/gates/${GATES.east}`;
    const body = { boot: 7, seq: 99, code: phone.showAt(clock()), direction: 'in' };
    const asked = [
      await house.call('guard', 'GET', `${gate}/state`, { device }),
      await house.call('guard', 'GET', `${gate}/shifts/${shift.shiftId}/holders`, { device }),
      await house.call('guard', 'POST', `${gate}/decisions`, { device, body }),
    ];
    expect(asked.map(({ status, code }) => [status, code])).toEqual(
      asked.map(() => [403, 'device_not_enrolled']),
    );
    for (const batch of batches) {
      expect((await house.record(device, [batch]))[0]?.result).toBe('recorded');
    }
    expect(await seqsRecorded()).toEqual(batches.flatMap(({ scans }) => scans.map((s) => s.seq)));
  });
});
