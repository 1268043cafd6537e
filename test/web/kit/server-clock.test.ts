import { describe, expect, it } from 'vitest';
import { type CarriedOffset, createServerClock } from '../../../web/kit/server-clock.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 22, 10);

/** A phone whose clock is wrong, and whose monotonic clock stands still while it sleeps. */
function phone(wrongBy: number, carried?: CarriedOffset) {
  let wall = NOW + wrongBy;
  let monotonic = 1_000;
  let kept = carried;
  const clock = createServerClock({
    wall: () => wall,
    monotonic: () => monotonic,
    recall: () => kept,
    remember: (learned) => {
      kept = learned;
    },
  });
  return {
    clock,
    kept: () => kept,
    pass: (ms: number) => {
      wall += ms;
      monotonic += ms;
    },
    sleep: (ms: number) => {
      wall += ms;
    },
    setWall: (to: number) => {
      wall = to;
    },
    /** An answer that took `tripMs`, stamped by the server half-way. */
    hear: (serverMs: number, tripMs = 40) => {
      const sentAt = monotonic;
      wall += tripMs;
      monotonic += tripMs;
      clock.learn({ serverMs: serverMs + tripMs / 2, sentAt, receivedAt: monotonic });
    },
  };
}

describe('the clock of a page', () => {
  it('is the phone itself while nothing is known', () => {
    const { clock } = phone(-HOUR);
    expect([clock.now(), clock.grade()]).toEqual([NOW - HOUR, 'wall']);
  });

  it('follows the server, allowing for half of the way there and back', () => {
    const { clock, hear, pass } = phone(-HOUR);
    hear(NOW, 600);
    pass(5_000);
    expect([clock.now(), clock.grade()]).toEqual([NOW + 600 + 5_000, 'synced']);
  });

  it('keeps the closest answer and is not moved by a slower one that agrees', () => {
    const { clock, hear, pass } = phone(0);
    hear(NOW, 40);
    pass(1_000);
    const before = clock.now();
    clock.learn({ serverMs: before - 700, sentAt: 0, receivedAt: 1_500 });
    expect(clock.now()).toBe(before);
  });

  it('believes the server over itself when the two disagree', () => {
    const { clock, hear } = phone(0);
    hear(NOW, 40);
    hear(NOW + HOUR, 2_000);
    expect(clock.now()).toBe(NOW + HOUR + 2_000);
  });

  it('is right after the phone has slept, and says that it is not as sure', () => {
    const { clock, hear, sleep } = phone(3 * HOUR);
    hear(NOW, 0);
    sleep(20 * HOUR);
    expect([clock.now(), clock.grade()]).toEqual([NOW + 20 * HOUR, 'carried']);
  });

  it('stays right when somebody sets the phone back meanwhile', () => {
    const { clock, hear, pass, setWall } = phone(3 * HOUR);
    hear(NOW, 0);
    pass(10_000);
    setWall(NOW + 10_000);
    expect([clock.now(), clock.grade()]).toEqual([NOW + 10_000, 'synced']);
  });

  it('carries what it learned over a reload', () => {
    const before = phone(-2 * HOUR);
    before.hear(NOW, 0);
    const after = phone(-2 * HOUR + 60_000, before.kept());
    expect([after.clock.now(), after.clock.grade()]).toEqual([NOW + 60_000, 'carried']);
  });

  it('drops an offset that is older than a pass', () => {
    const { clock } = phone(0, { offsetMs: HOUR, learnedAtWall: NOW - 8 * 24 * HOUR });
    expect([clock.now(), clock.grade()]).toEqual([NOW, 'wall']);
  });

  it('drops an offset from a time that the phone has been set back behind', () => {
    const { clock } = phone(0, { offsetMs: -2 * HOUR, learnedAtWall: NOW + 2 * HOUR });
    expect([clock.now(), clock.grade()]).toEqual([NOW, 'wall']);
  });
});
