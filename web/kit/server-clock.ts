/**
 * The time as the server tells it. A phone's own clock is often wrong (one in thirty by more than
 * an hour), and a code made with a wrong time opens nothing.
 */
export type ServerTimeSample = {
  /** Unix milliseconds from the answer's `xq-time`. */
  readonly serverMs: number;
  /** Monotonic milliseconds at which the request left and the answer came. */
  readonly sentAt: number;
  readonly receivedAt: number;
};

export type ServerClockSources = {
  /** Unix milliseconds by the phone, right or wrong. */
  readonly wall: () => number;
  /** Milliseconds since any point, never set back; may stand still while the phone sleeps. */
  readonly monotonic: () => number;
  /** What an earlier page on this phone learned. */
  readonly recall: () => CarriedOffset | undefined;
  readonly remember: (carried: CarriedOffset) => void;
};

export type CarriedOffset = {
  /** Server minus wall, milliseconds. */
  readonly offsetMs: number;
  /** By the wall, when it was learned. */
  readonly learnedAtWall: number;
};

/**
 * - `synced`: heard from the server by this page, and the phone was awake since.
 * - `carried`: the phone's clock with an offset learned earlier.
 * - `wall`: nothing is known but the phone's own clock.
 */
export type ServerClockGrade = 'synced' | 'carried' | 'wall';

export interface ServerClock {
  /** Unix milliseconds. */
  now(): number;
  grade(): ServerClockGrade;
  learn(sample: ServerTimeSample): void;
}

/** More than a pause of the page can explain: the phone slept, or its clock was set. */
const JUMP_MS = 2_000;
/** A quartz that no network corrects drifts by less. */
const DRIFT = 1e-4;
/** As long as a pass can go without the server, so can its clock. */
const CARRIED_FOR_MS = 7 * 24 * 3_600_000;

type Base = {
  readonly serverMs: number;
  readonly wall: number;
  readonly monotonic: number;
  readonly uncertaintyMs: number;
};

export function createServerClock(sources: ServerClockSources): ServerClock {
  let base: Base | undefined;
  let carried = sources.recall();

  const keep = (offsetMs: number) => {
    carried = { offsetMs, learnedAtWall: sources.wall() };
    sources.remember(carried);
  };

  /** Looks both clocks over, and gives up the base when the phone has slept. */
  const awakeBase = (): Base | undefined => {
    if (base === undefined) return undefined;
    const monotonicPassed = sources.monotonic() - base.monotonic;
    const jump = sources.wall() - base.wall - monotonicPassed;
    if (jump > JUMP_MS) {
      // The monotonic clock stood still, or the wall was put forward: the first is far commoner.
      base = undefined;
    } else if (jump < -JUMP_MS) {
      // Only the wall can be put back. The monotonic clock knows better, and so does a new offset.
      base = { ...base, wall: sources.wall() - monotonicPassed };
      keep(base.serverMs - base.wall);
    }
    return base;
  };

  const usableOffset = (): number | undefined => {
    if (carried === undefined) return undefined;
    const age = sources.wall() - carried.learnedAtWall;
    // A wall that lies before the last sync was set since, most likely to the right time.
    return age < -JUMP_MS || age > CARRIED_FOR_MS ? undefined : carried.offsetMs;
  };

  const now = (): number => {
    const awake = awakeBase();
    if (awake !== undefined) return awake.serverMs + sources.monotonic() - awake.monotonic;
    return sources.wall() + (usableOffset() ?? 0);
  };

  return {
    now,
    grade: () => {
      if (awakeBase() !== undefined) return 'synced';
      return usableOffset() === undefined ? 'wall' : 'carried';
    },
    learn: ({ serverMs, sentAt, receivedAt }) => {
      const uncertaintyMs = (receivedAt - sentAt) / 2;
      const passed = sources.monotonic() - receivedAt;
      const estimate = serverMs + uncertaintyMs + passed;
      const before = awakeBase();
      if (before !== undefined) {
        const grown = before.uncertaintyMs + (sources.monotonic() - before.monotonic) * DRIFT;
        const agrees = Math.abs(now() - estimate) <= grown + uncertaintyMs;
        if (agrees && uncertaintyMs > grown) return;
      }
      base = {
        serverMs: estimate,
        wall: sources.wall(),
        monotonic: sources.monotonic(),
        uncertaintyMs,
      };
      keep(base.serverMs - base.wall);
    },
  };
}
