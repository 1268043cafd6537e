import type { CompoundId, GateId, ShiftId } from '../../shared/ids.ts';
import type { Scan, Verdict } from '../../shared/messages/gates.ts';
import type { BatchName, ScanName } from './gate-keys.ts';
import type { StoredScan } from './stored-scan.ts';

export type RecordedBatch = {
  readonly name: BatchName;
  readonly shiftId: ShiftId;
  readonly scans: readonly StoredScan[];
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** Unix milliseconds. */
  readonly keptUntil: number;
  /** It was handed in after the device's un-enrolment. */
  readonly late: boolean;
};

/** A scan on which device and server differ, with the code as it was scanned. */
export type Disagreement = Omit<Scan, 'verdict'> & {
  readonly device: Pick<Verdict, 'outcome' | 'reason'>;
  readonly server: Pick<Verdict, 'outcome' | 'reason'>;
};

export type DecidedScan = {
  readonly name: ScanName;
  /** Absent in records of before it was noted. */
  readonly gateId?: GateId;
  readonly verdict: Verdict;
  readonly direction: Scan['direction'];
  /** Unix milliseconds. */
  readonly at: number;
  /** Unix milliseconds. */
  readonly keptUntil: number;
};

/** One code as it was shown for five seconds. */
export type Showing = {
  readonly compound: CompoundId;
  readonly index: number;
  readonly slot: number;
};

/** The record of who came by. */
export interface ScanStore {
  /**
   * Records a batch with its disagreements: all of it or nothing, once for ever.
   * @returns the scans that stand there: these, or those recorded under the same name before
   */
  recordBatch(
    batch: RecordedBatch,
    disagreements: readonly Disagreement[],
  ): Promise<readonly StoredScan[]>;

  /**
   * Uses a showing of a pass: of any number of scans of it, at any gates, one has its way.
   * @returns the scan that has: this one, the same one as it was decided first, or another
   */
  useShowing(showing: Showing, scan: DecidedScan): Promise<DecidedScan>;

  /** The scan that has used this showing; never an older state than was acknowledged. */
  findUse(showing: Showing): Promise<DecidedScan | undefined>;

  /** Records a scan that used nothing. @returns it, or the same one as it was decided first */
  recordUnused(scan: DecidedScan): Promise<DecidedScan>;
}
