import type { GateDeviceId, GateId, ShiftId, StaffId } from '../../shared/ids.ts';
import type { RefusedRelief } from '../../shared/messages/gate-days.ts';
import type { Opening, OpeningClass } from '../../shared/messages/openings.ts';
import type { Disagreement } from './scan-store.ts';
import type { ServerDecision } from './server-decision.ts';
import type { StoredScan } from './stored-scan.ts';

/** Somebody looked at what one guard opened by hand, for one class. */
export type ReviewedOpenings = {
  readonly class: OpeningClass;
  /** Absent where nobody was on duty. */
  readonly staffId?: StaffId | undefined;
  readonly count: number;
  /** Unix milliseconds. */
  readonly at: number;
  readonly by: StaffId;
};

/** What was recorded at a gate on one day in Shanghai. What is over its term is left out. */
export interface GateDayStore {
  /** Every batch that began on the day, in no particular order. */
  listScans(gate: GateId, day: string, nowMs: number): Promise<readonly StoredScan[]>;
  /** What the server decided at the gate on the day, as far as it was noted. */
  listServerDecisions(gate: GateId, day: string, nowMs: number): Promise<readonly StoredScan[]>;
  /** Notes that the server let somebody in within a bucket of slots. @param of.ttl unix seconds */
  noteUses(
    gate: GateId,
    day: string,
    of: { readonly bucket: number; readonly ttl: number },
  ): Promise<void>;
  /** Notes a scan that the server decided and that used no pass; the same again changes nothing. */
  noteRefusal(day: string, decision: ServerDecision): Promise<void>;
  listDisagreements(
    gate: GateId,
    day: string,
    nowMs: number,
  ): Promise<readonly (Omit<Disagreement, 'code'> & { readonly deviceId: GateDeviceId })[]>;
  listRefusedReliefs(gate: GateId, day: string, nowMs: number): Promise<readonly RefusedRelief[]>;
  listOpenings(gate: GateId, day: string, nowMs: number): Promise<readonly Opening[]>;
  listReviews(gate: GateId, day: string, nowMs: number): Promise<readonly ReviewedOpenings[]>;
  /** Notes that so many were looked at; a look at as many or more stays. */
  recordReview(gate: GateId, day: string, review: ReviewedOpenings): Promise<void>;
  /** Who was on duty; shifts that are not there any more are left out. At most 100. */
  findGuards(
    gate: GateId,
    shifts: readonly ShiftId[],
  ): Promise<ReadonlyMap<ShiftId, { readonly staffId: StaffId; readonly guardName?: string }>>;
}
