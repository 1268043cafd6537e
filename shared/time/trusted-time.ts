import * as z from 'zod';
import { passKey } from '../code/pass-part.ts';
import type { Proven } from '../code/verify-code.ts';
import { SLOT_MS, slotStartMs } from './slot.ts';

/**
 * The gate's time, which judges every slot and date, and how far it can be believed:
 * - `synced`: the server's time carried on by this page's monotonic clock;
 * - `carried`: the wall clock and what was last known of its error, after a reload, a sleep or a
 *   start without network;
 * - `unknown`: neither. Live codes need the gate's challenge, and dates prove nothing.
 *
 * Everything here is pure: the page hands in both clocks, read together.
 */
export type TimeGrade = 'synced' | 'carried' | 'unknown';
export type GateTime = { readonly nowMs: number; readonly grade: TimeGrade };

export type ClockReading = {
  /** Unix milliseconds, as the device believes. */
  readonly wallMs: number;
  /** Milliseconds since some moment of this page; may stand still while the device sleeps. */
  readonly monotonicMs: number;
};

/** What the page keeps on the device, so that a reload without network can carry on. */
export const StoredTime = z.object({
  /** The trusted time when this was stored, and the wall clock beside it. */
  serverMs: z.number(),
  wallMs: z.number(),
  /** The trusted time of the last synchronisation. */
  syncedAtMs: z.number(),
});
export type StoredTime = z.infer<typeof StoredTime>;

type Witness = {
  readonly pass: string;
  /** The time that this phone showed, less the gate's monotonic clock. */
  readonly aheadMs: number;
};

export type TrustedTime = {
  readonly grade: TimeGrade;
  /** The last moment at which the time and both clocks were put side by side. */
  readonly anchor: ClockReading & { readonly nowMs: number };
  /** The last time that was certain, if any: it is not earlier now, whatever the clocks say. */
  readonly syncedAtMs: number | undefined;
  readonly witnesses: readonly Witness[];
};

/** The pair of clocks is stored so often: what a reload may lose. */
export const STORE_TIME_EVERY_MS = 60_000;
/** The two clocks drift apart by less; more means that one was set, or that the device slept. */
const JUMP_MS = 2_000;
/** A cheap crystal is off by a slot after about a day. */
const LONGEST_WITHOUT_SYNC_MS = 24 * 3_600_000;
/** The server's moment lies somewhere in the round trip: half of this is half a slot. */
const LONGEST_ROUND_TRIP_MS = SLOT_MS;
/** One phone's clock may be wrong, and two may be wrong together. */
const WITNESSES_NEEDED = 3;
const WITNESSES_KEPT = 16;

const nowOf = ({ grade, anchor }: TrustedTime, reading: ClockReading): number =>
  grade === 'synced'
    ? anchor.nowMs + reading.monotonicMs - anchor.monotonicMs
    : anchor.nowMs + reading.wallMs - anchor.wallMs;

function timeFrom(
  grade: TimeGrade,
  { wallMs, monotonicMs }: ClockReading,
  nowMs: number,
  syncedAtMs: number | undefined,
): TrustedTime {
  return { grade, anchor: { wallMs, monotonicMs, nowMs }, syncedAtMs, witnesses: [] };
}

/** `carried`, unless the last synchronisation was too long ago. */
function carriedTime(reading: ClockReading, nowMs: number, syncedAtMs: number): TrustedTime {
  const grade = nowMs - syncedAtMs < LONGEST_WITHOUT_SYNC_MS ? 'carried' : 'unknown';
  return timeFrom(grade, reading, nowMs, syncedAtMs);
}

/** The time when a page starts. @param stored as an earlier page left it, if it did */
export function startTime(stored: StoredTime | undefined, reading: ClockReading): TrustedTime {
  if (stored === undefined) return timeFrom('unknown', reading, reading.wallMs, undefined);
  const { serverMs, wallMs, syncedAtMs } = stored;
  const nowMs = serverMs + reading.wallMs - wallMs;
  if (reading.wallMs < wallMs) return timeFrom('unknown', reading, nowMs, syncedAtMs);
  return carriedTime(reading, nowMs, syncedAtMs);
}

/**
 * The time after an answer of the server.
 * @param reading taken when the answer arrived
 * @param answer the server's own time in it, and how long it was on its way there and back; a slow
 *   answer says too little and changes nothing
 */
export function syncTime(
  time: TrustedTime,
  reading: ClockReading,
  answer: { readonly serverMs: number; readonly roundTripMs: number },
): TrustedTime {
  const { serverMs, roundTripMs } = answer;
  if (!(serverMs > 0) || !(roundTripMs >= 0 && roundTripMs <= LONGEST_ROUND_TRIP_MS)) return time;
  const nowMs = serverMs + roundTripMs / 2;
  return timeFrom('synced', reading, nowMs, nowMs);
}

/**
 * Compares the clocks; called every second and right before a scan is decided.
 * @param awake whether the page was visible ever since the last call. Awake, the monotonic clock
 *   runs true and a difference means that the wall clock was set. Otherwise the device may have
 *   slept, which stops the monotonic clock alone: then the wall clock is ahead, never behind.
 */
export function observeTime(time: TrustedTime, reading: ClockReading, awake: boolean): TrustedTime {
  const { anchor, grade, syncedAtMs } = time;
  const wallPassedMs = reading.wallMs - anchor.wallMs;
  const jumpMs = wallPassedMs - (reading.monotonicMs - anchor.monotonicMs);
  const jumped = Math.abs(jumpMs) > JUMP_MS;
  const byWallMs = anchor.nowMs + wallPassedMs;
  if (grade === 'unknown' || syncedAtMs === undefined) {
    return jumped ? timeFrom('unknown', reading, byWallMs, syncedAtMs) : time;
  }
  const nowMs = nowOf(time, reading);
  if (!jumped) {
    const isRecent = nowMs - syncedAtMs < LONGEST_WITHOUT_SYNC_MS;
    return isRecent ? time : timeFrom('unknown', reading, nowMs, syncedAtMs);
  }
  if (awake && grade === 'synced') return carriedTime(reading, nowMs, syncedAtMs);
  if (awake || jumpMs < 0) return timeFrom('unknown', reading, byWallMs, syncedAtMs);
  return carriedTime(reading, byWallMs, syncedAtMs);
}

/** Three that agree within one slot, the newest among them: their median. */
function agreement(witnesses: readonly Witness[], newest: Witness): number | undefined {
  const near = witnesses
    .map(({ aheadMs }) => aheadMs)
    .filter((aheadMs) => Math.abs(aheadMs - newest.aheadMs) <= SLOT_MS)
    .sort((one, other) => one - other);
  for (let first = 0; first + WITNESSES_NEEDED <= near.length; first += 1) {
    const agreeing = near.slice(first, first + WITNESSES_NEEDED);
    const [earliest = 0, median = 0, latest = 0] = agreeing;
    const withNewest = earliest <= newest.aheadMs && newest.aheadMs <= latest;
    if (withNewest && latest - earliest <= SLOT_MS) return median;
  }
  return undefined;
}

/**
 * While the time is unknown, what the phones at the gate say of it. Three different authentic
 * passes whose slots agree within one slot bring it back, as `carried`. A pass that would not
 * have been valid at the time it claims is no witness, nor is a time before the last known one.
 */
export function witnessTime(
  time: TrustedTime,
  reading: ClockReading,
  { part, proof }: Proven,
): TrustedTime {
  if (time.grade !== 'unknown' || proof?.mode !== 'slot' || part.specimen) return time;
  const claimedMs = slotStartMs(proof.slot) + SLOT_MS / 2;
  const isValidThen = claimedMs >= part.notBefore * 1_000 && claimedMs < part.expires * 1_000;
  if (!isValidThen || claimedMs < (time.syncedAtMs ?? 0)) return time;
  const witness = { pass: passKey(part), aheadMs: claimedMs - reading.monotonicMs };
  const others = time.witnesses.filter(({ pass }) => pass !== witness.pass);
  const witnesses = [...others, witness].slice(-WITNESSES_KEPT);
  const aheadMs = agreement(witnesses, witness);
  if (aheadMs === undefined) return { ...time, witnesses };
  const nowMs = aheadMs + reading.monotonicMs;
  return carriedTime(reading, nowMs, nowMs);
}

/** The time to decide a scan by, after `observeTime` with the same reading. */
export function gateTime(time: TrustedTime, reading: ClockReading): GateTime {
  return { nowMs: nowOf(time, reading), grade: time.grade };
}

/** What to keep on the device; nothing while the time is unknown. */
export function storedTime(time: TrustedTime, reading: ClockReading): StoredTime | undefined {
  if (time.grade === 'unknown' || time.syncedAtMs === undefined) return undefined;
  return {
    serverMs: nowOf(time, reading),
    wallMs: reading.wallMs,
    syncedAtMs: time.syncedAtMs,
  };
}
