import {
  type ClockReading,
  gateTime,
  observeTime,
  STORE_TIME_EVERY_MS,
  StoredTime,
  startTime,
  storedTime,
  syncTime,
  witnessTime,
} from '../../../shared/time/trusted-time.ts';
import type { ServerTimeSample } from '../../kit/server-clock.ts';
import type { DecidingClock } from '../decision/decide-scans.ts';
import type { GuardDatabase } from './guard-database.ts';

/** The gate's trusted time in this browser. */
export interface GuardClock extends DecidingClock {
  /** Every answer of the server teaches it. */
  learn(sample: ServerTimeSample): void;
}

/** The two clocks of the device under a page, and whether the page is in front. */
export interface PageClocks {
  read(): ClockReading;
  isVisible(): boolean;
  onVisibilityChange(listener: () => void): void;
}

const browserClocks: PageClocks = {
  read: () => ({ wallMs: Date.now(), monotonicMs: performance.now() }),
  isVisible: () => document.visibilityState === 'visible',
  onVisibilityChange: (listener) => document.addEventListener('visibilitychange', listener),
};

/** Carries on from what an earlier page stored. Waits for that before anything may be learned. */
export async function startGuardClock(
  database: GuardDatabase,
  clocks: PageClocks = browserClocks,
): Promise<GuardClock> {
  const stored = StoredTime.safeParse(await database.get('state', 'time')).data;
  let trusted = startTime(stored, clocks.read());
  let awake = clocks.isVisible();
  let storedAt = Number.NEGATIVE_INFINITY;
  clocks.onVisibilityChange(() => {
    awake = false;
  });

  const observe = (): ClockReading => {
    const reading = clocks.read();
    const before = trusted.grade;
    trusted = observeTime(trusted, reading, awake);
    awake = clocks.isVisible();
    const due = reading.monotonicMs - storedAt >= STORE_TIME_EVERY_MS;
    if (due || trusted.grade !== before) store(reading);
    return reading;
  };

  const store = (reading: ClockReading): void => {
    const kept = storedTime(trusted, reading);
    if (kept === undefined) return;
    storedAt = reading.monotonicMs;
    // Without it a reload starts with an unknown time, which the page says.
    database.put('state', kept, 'time').catch(() => undefined);
  };

  return {
    time() {
      return gateTime(trusted, observe());
    },
    learn({ serverMs, sentAt, receivedAt }) {
      const before = trusted.grade;
      const reading = observe();
      trusted = syncTime(trusted, reading, {
        serverMs: serverMs + reading.monotonicMs - receivedAt,
        roundTripMs: receivedAt - sentAt,
      });
      if (trusted.grade !== before) store(reading);
    },
    witness(proven) {
      const reading = observe();
      trusted = witnessTime(trusted, reading, proven);
    },
  };
}
