import type { CompoundId, RequestId } from '../../shared/ids.ts';
import type { Log } from '../platform/log.ts';
import { afterClock, type ClockNow, reckonedAnew } from './clock-step.ts';
import type { DeskSettingsStore } from './desk-settings-store.ts';
import { dueStepOn } from './next-due.ts';
import { type OfficePorts, officesOf } from './offices.ts';
import type { StoredRequest } from './request.ts';
import type { RequestStore } from './request-store.ts';

export type RunDeskPorts = OfficePorts & {
  readonly requests: Pick<RequestStore, 'listDue' | 'findRequest' | 'changeRequest'>;
  readonly settings: Pick<DeskSettingsStore, 'readSettings'>;
  readonly log: Log;
};

/** Of one compound in one run; what is left, the next takes up a minute later. */
const MOST_IN_A_RUN = 500;
/** The clock comes every minute: so late it has been away, or something is in its way. */
const LATE_MS = 10 * 60_000;
/** A reminder and every level, where nobody looked for days, and some steps that somebody else took. */
const MOST_STEPS = 12;

/** What stands there after one step of the clock, or undefined where it has nothing to do. */
async function stepOnce(
  requests: RunDeskPorts['requests'],
  request: StoredRequest,
  clock: ClockNow,
): Promise<StoredRequest | undefined> {
  const due = dueStepOn(request, clock.calendar, clock.now);
  const isAwaited = request.nextDue !== undefined && request.nextDue.at <= clock.now;
  if (due === undefined && !isAwaited) return undefined;
  const after = due === undefined ? reckonedAnew(request, clock) : afterClock(request, due, clock);
  const outcome = await requests.changeRequest(request, after);
  return outcome === 'changed' ? after : outcome;
}

async function catchUp(
  requests: RunDeskPorts['requests'],
  requestId: RequestId,
  clock: ClockNow,
): Promise<void> {
  let request = await requests.findRequest(requestId);
  for (let steps = 0; request !== undefined && steps < MOST_STEPS; steps++) {
    request = await stepOnce(requests, request, clock);
  }
}

/**
 * Does what the clock has to do in a compound: each step by one conditional write that moves the
 * next moment on, so that a run that comes twice, late or not for an hour does the same once. One
 * request that meets a fault stands in no other's way.
 * @returns how many were due
 * @throws the first fault, once the others are done
 */
export async function runDesk(
  ports: RunDeskPorts,
  compound: CompoundId,
  now: number,
): Promise<number> {
  const due = await ports.requests.listDue(compound, now, MOST_IN_A_RUN);
  const [first] = due;
  if (first === undefined) return 0;
  const lateMs = now - first.at;
  if (lateMs >= LATE_MS) {
    ports.log.info('desk-late', { compound, due: due.length, lateSeconds: lateMs / 1_000 });
  }
  const [{ calendar }, offices] = await Promise.all([
    ports.settings.readSettings(compound),
    officesOf(ports, compound, now),
  ]);
  const faults: unknown[] = [];
  for (const { requestId } of due) {
    await catchUp(ports.requests, requestId, { calendar, offices, now }).catch((fault: unknown) =>
      faults.push(fault),
    );
  }
  if (faults.length > 0) throw faults[0];
  return due.length;
}
