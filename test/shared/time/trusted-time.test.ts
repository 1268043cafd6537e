import { describe, expect, it } from 'vitest';
import type { Proven } from '../../../shared/code/verify-code.ts';
import { SLOT_MS, slotAt } from '../../../shared/time/slot.ts';
import {
  type ClockReading,
  gateTime,
  observeTime,
  startTime,
  storedTime,
  syncTime,
  type TrustedTime,
  witnessTime,
} from '../../../shared/time/trusted-time.ts';
import { NOW_MS, passOf } from '../../vectors/street.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A device whose wall clock is ten minutes slow. */
const WALL_MS = NOW_MS - 10 * MINUTE;
const start: ClockReading = { wallMs: WALL_MS, monotonicMs: 5_000 };
const later = (ms: number, { wall = 0, monotonic = 0 } = {}): ClockReading => ({
  wallMs: start.wallMs + ms + wall,
  monotonicMs: start.monotonicMs + ms + monotonic,
});

const unsynced = startTime(undefined, start);
const synced = syncTime(unsynced, start, { serverMs: NOW_MS, roundTripMs: 0 });

const told = (time: TrustedTime, reading: ClockReading) => {
  const { nowMs, grade } = gateTime(time, reading);
  return { grade, aheadMs: nowMs - NOW_MS };
};

/** As a page does: a look at the clocks each second. */
function watch(time: TrustedTime, from: number, to: number, awake = true): TrustedTime {
  let watched = time;
  for (let ms = from; ms <= to; ms += SECOND) watched = observeTime(watched, later(ms), awake);
  return watched;
}

describe('the time of a page that the server told the time', () => {
  it('is the server’s, whatever the wall clock says', () => {
    expect(told(synced, later(MINUTE))).toEqual({ grade: 'synced', aheadMs: MINUTE });
  });

  it('takes the middle of the round trip', () => {
    const time = syncTime(unsynced, start, { serverMs: NOW_MS, roundTripMs: 800 });
    expect(told(time, start).aheadMs).toBe(400);
  });

  it.each([
    ['an answer that took longer than a slot', { serverMs: NOW_MS, roundTripMs: SLOT_MS + 1 }],
    ['an answer from before its question', { serverMs: NOW_MS, roundTripMs: -1 }],
    ['a time that is none', { serverMs: Number.NaN, roundTripMs: 100 }],
  ])('is not taken from %s', (_, answer) => {
    expect(syncTime(unsynced, start, answer)).toBe(unsynced);
    expect(syncTime(synced, start, answer)).toBe(synced);
  });

  it('stays while nothing happens', () => {
    expect(told(watch(synced, 0, HOUR), later(HOUR)).grade).toBe('synced');
  });

  it('is carried on by the monotonic clock when somebody sets the wall clock', () => {
    for (const wall of [2 * HOUR, -2 * HOUR, 2_001, -2_001]) {
      const reading = later(MINUTE, { wall });
      const time = observeTime(synced, reading, true);
      expect(told(time, reading)).toEqual({ grade: 'carried', aheadMs: MINUTE });
    }
  });

  it('does not mind two seconds', () => {
    for (const wall of [2_000, -2_000]) {
      const reading = later(MINUTE, { wall });
      expect(told(observeTime(synced, reading, true), reading).grade).toBe('synced');
    }
  });

  it('does not mind small corrections, but their sum', () => {
    let time = synced;
    for (let step = 1; step <= 3; step += 1) {
      time = observeTime(time, later(step * SECOND, { wall: step * 900 }), true);
    }
    expect(time.grade).toBe('carried');
  });

  it('is carried on by the wall clock through a sleep that stopped the other', () => {
    const reading = later(HOUR, { monotonic: -HOUR + SECOND });
    const time = observeTime(synced, reading, false);
    expect(told(time, reading)).toEqual({ grade: 'carried', aheadMs: HOUR });
  });

  it('is unknown where the wall clock went back out of sight', () => {
    const time = observeTime(synced, later(MINUTE, { wall: -5 * MINUTE }), false);
    expect(time.grade).toBe('unknown');
  });

  it('is unknown after a day without the server', () => {
    const almost = later(24 * HOUR - 1);
    expect(observeTime(synced, almost, true).grade).toBe('synced');
    expect(observeTime(synced, later(24 * HOUR), true).grade).toBe('unknown');
    const slept = later(25 * HOUR, { monotonic: -25 * HOUR });
    expect(observeTime(synced, slept, false).grade).toBe('unknown');
  });

  it('comes back with the next answer of the server', () => {
    const reading = later(MINUTE, { wall: HOUR });
    const jumped = observeTime(observeTime(synced, reading, true), later(2 * MINUTE), true);
    expect(jumped.grade).toBe('unknown');
    const again = syncTime(jumped, later(3 * MINUTE), {
      serverMs: NOW_MS + 3 * MINUTE,
      roundTripMs: 100,
    });
    expect(told(again, later(3 * MINUTE))).toEqual({ grade: 'synced', aheadMs: 3 * MINUTE + 50 });
  });
});

describe('the time of a page that starts without network', () => {
  const stored = storedTime(synced, later(MINUTE));
  const restarted = (reading: ClockReading) => startTime(stored, reading);

  it('is the wall clock and what was known of its error', () => {
    const reading = { wallMs: WALL_MS + HOUR, monotonicMs: 3 };
    expect(told(restarted(reading), reading)).toEqual({ grade: 'carried', aheadMs: HOUR });
  });

  it('is unknown where nothing is known', () => {
    expect(startTime(undefined, start).grade).toBe('unknown');
  });

  it('is unknown where the wall clock went behind the last stored time', () => {
    expect(restarted({ wallMs: WALL_MS + MINUTE, monotonicMs: 3 }).grade).toBe('carried');
    expect(restarted({ wallMs: WALL_MS + MINUTE - 1, monotonicMs: 3 }).grade).toBe('unknown');
  });

  it('is unknown a day after the last synchronisation, not after the last storing', () => {
    expect(restarted({ wallMs: WALL_MS + 24 * HOUR - 1, monotonicMs: 3 }).grade).toBe('carried');
    expect(restarted({ wallMs: WALL_MS + 24 * HOUR, monotonicMs: 3 }).grade).toBe('unknown');
  });

  it('stays carried through a sleep, and is unknown after a jump of the wall clock', () => {
    const reading = { wallMs: WALL_MS + HOUR, monotonicMs: 0 };
    const time = restarted(reading);
    const slept = { wallMs: WALL_MS + 3 * HOUR, monotonicMs: SECOND };
    expect(told(observeTime(time, slept, false), slept)).toEqual({
      grade: 'carried',
      aheadMs: 3 * HOUR,
    });
    expect(observeTime(time, slept, true).grade).toBe('unknown');
    expect(observeTime(time, { wallMs: WALL_MS, monotonicMs: SECOND }, false).grade).toBe(
      'unknown',
    );
  });

  it('keeps nothing on the device while it is unknown', () => {
    expect(storedTime(unsynced, start)).toBeUndefined();
    expect(storedTime(synced, later(MINUTE))).toEqual({
      serverMs: NOW_MS + MINUTE,
      wallMs: WALL_MS + MINUTE,
      syncedAtMs: NOW_MS,
    });
  });

  it('keeps its age through many restarts', () => {
    let time = synced;
    let reading = start;
    for (let hours = 1; hours <= 24; hours += 1) {
      time = startTime(storedTime(time, reading), {
        wallMs: WALL_MS + hours * HOUR,
        monotonicMs: 0,
      });
      reading = { wallMs: WALL_MS + hours * HOUR, monotonicMs: 0 };
      expect(time.grade).toBe(hours < 24 ? 'carried' : 'unknown');
    }
  });
});

describe('the time that phones bring back', () => {
  /** A code shown at the true time by a phone whose clock is off by so much. */
  const shown = (index: number, ms: number, offMs = 0, part = {}): Proven => ({
    part: passOf('resident', { index, ...part }),
    proof: { mode: 'slot', slot: slotAt(NOW_MS + ms + offMs) },
  });
  const unknown = startTime(undefined, start);
  const witnessed = (...codes: [ms: number, proven: Proven][]) =>
    codes.reduce((time, [ms, proven]) => witnessTime(time, later(ms), proven), unknown);

  it('is carried once three different passes agree within one slot', () => {
    const two = witnessed([0, shown(1, 0)], [MINUTE, shown(2, MINUTE, 4 * SECOND)]);
    expect(two.grade).toBe('unknown');
    const reading = later(2 * MINUTE);
    const three = witnessTime(two, reading, shown(3, 2 * MINUTE, -SECOND));
    const { grade, aheadMs } = told(three, reading);
    expect(grade).toBe('carried');
    expect(Math.abs(aheadMs - 2 * MINUTE)).toBeLessThanOrEqual(SLOT_MS);
  });

  it('needs three passes, not three codes of one', () => {
    const codes = [0, 1, 2, 3, 4].map((n): [number, Proven] => [n * MINUTE, shown(1, n * MINUTE)]);
    expect(witnessed(...codes).grade).toBe('unknown');
  });

  it('is not moved by phones that disagree', () => {
    const time = witnessed(
      [0, shown(1, 0)],
      [SECOND, shown(2, SECOND, -HOUR)],
      [2 * SECOND, shown(3, 2 * SECOND, HOUR)],
      [3 * SECOND, shown(4, 3 * SECOND)],
    );
    expect(time.grade).toBe('unknown');
    expect(witnessTime(time, later(4 * SECOND), shown(5, 4 * SECOND)).grade).toBe('carried');
  });

  it('is not the middle of two that disagree with each other', () => {
    const time = witnessed(
      [500, shown(1, 500, SLOT_MS)],
      [3_500, shown(2, 3_500)],
      [4_500, shown(3, 4_500)],
    );
    expect(time.grade).toBe('unknown');
    expect(witnessTime(time, later(4_500), shown(4, 4_500)).grade).toBe('carried');
  });

  it('is not taken from three old photographs shown one after the other', () => {
    const time = witnessed(
      [0, shown(1, -HOUR)],
      [10 * SECOND, shown(2, -HOUR)],
      [20 * SECOND, shown(3, -HOUR)],
    );
    expect(time.grade).toBe('unknown');
  });

  it('is not taken from answers to the gate, training codes, or passes not valid then', () => {
    const wrong: Proven[] = [
      {
        part: passOf('resident', { index: 3 }),
        proof: { mode: 'challenge', slot: slotAt(NOW_MS) },
      },
      { part: passOf('resident', { index: 3, kind: 'card' }) },
      shown(3, 0, 0, { specimen: true }),
      shown(3, 0, 0, { expires: Math.floor(NOW_MS / MINUTE) * 60 }),
      shown(3, 0, 0, { notBefore: Math.ceil(NOW_MS / MINUTE) * 60 }),
    ];
    for (const proven of wrong) {
      expect(witnessed([0, shown(1, 0)], [0, shown(2, 0)], [0, proven]).grade).toBe('unknown');
    }
  });

  it('is never before the last synchronisation', () => {
    const lost = observeTime(synced, later(MINUTE, { wall: -HOUR }), false);
    expect(lost.grade).toBe('unknown');
    const reading = later(MINUTE, { wall: -HOUR });
    const old = [1, 2, 3].reduce(
      (time, index) => witnessTime(time, reading, shown(index, -10 * SECOND)),
      lost,
    );
    expect(old.grade).toBe('unknown');
    const right = [1, 2, 3].reduce(
      (time, index) => witnessTime(time, reading, shown(index, MINUTE)),
      lost,
    );
    expect(right.grade).toBe('carried');
  });

  it('forgets its witnesses when a clock jumps', () => {
    const two = witnessed([0, shown(1, 0)], [SECOND, shown(2, SECOND)]);
    const reading = later(2 * SECOND, { wall: MINUTE });
    const jumped = observeTime(two, reading, true);
    expect(witnessTime(jumped, reading, shown(3, 2 * SECOND)).grade).toBe('unknown');
  });

  it('changes nothing while the time is known', () => {
    expect(witnessTime(synced, later(MINUTE), shown(1, -HOUR))).toBe(synced);
  });
});
