import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Scan } from '../../../shared/messages/gates.ts';
import { slotAt } from '../../../shared/time/slot.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';
import { type MannedGate, openMannedGate } from './manned-gate.ts';
import { recordsIn, said } from './scans-desk.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

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
