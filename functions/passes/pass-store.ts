import type { CompoundId, PassId, ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Pass, PassWithFacts } from './pass.ts';
import type { PassChanger, PassState } from './pass-lifecycle.ts';

/** A resident's passes as they stood at one moment. */
export type PassesOfResident = {
  /** Tells this moment from any later one. */
  readonly version: number;
  readonly passes: readonly Pass[];
};

/** A change of state with its audit facts; the write itself notes the state before. */
export type StateChangeRequest = {
  readonly to: PassState;
  /** As what they act: only what the lifecycle allows them is changed. */
  readonly as: PassChanger;
  readonly by: string;
  /** Unix milliseconds. */
  readonly at: number;
  readonly audit: AuditFacts;
  readonly reason?: NonNullable<Pass['stateChange']>['reason'];
  readonly documentNumber?: string | undefined;
  /** Unix milliseconds, of a suspension: then it ends by itself. */
  readonly until?: number | undefined;
};

/** A suspension whose term ends at a moment. */
export type Resumption = { readonly passId: PassId; readonly at: number };

/** The passes of a compound's residents. One whose index is free again does not exist any more. */
export interface PassStore {
  /** Every pass of this resident, also those that ended lately; never an older state than was acknowledged. */
  findPassesOfResident(resident: ResidentId, nowMs: number): Promise<PassesOfResident>;
  /** Who of at most 100 people holds or held a pass, as it was last acknowledged. */
  whoHasPasses(residents: readonly ResidentId[]): Promise<readonly ResidentId[]>;

  /** The same of at most 100 residents, each without the version; it may be a moment behind. */
  findPassesOfResidents(
    residents: readonly ResidentId[],
    nowMs: number,
  ): Promise<ReadonlyMap<ResidentId, readonly Pass[]>>;

  /** At most 100; in no particular order. */
  findPasses(ids: readonly PassId[], nowMs: number): Promise<readonly Pass[]>;

  /**
   * Records a new pass, if its index is nobody's and the resident's passes are still what `seen`
   * says, the version and the state of each, and the sign-in that asks is not revoked. A card's number comes with it, if that is nobody's
   * either (`index_taken` tells of both), and the card that it replaces is withdrawn with it. All
   * of it or nothing. One that is born asking is so in the compound's status list as well.
   */
  recordIssued(
    pass: PassWithFacts,
    seen: PassesOfResident,
    replaced?: { readonly passId: PassId; readonly change: StateChangeRequest },
  ): Promise<'recorded' | 'index_taken' | 'changed'>;

  /** Records new dates for a pass that is still as `before` says, and still ends when it says. */
  recordRenewed(pass: PassWithFacts, before: Pass): Promise<'recorded' | 'changed'>;

  /**
   * Changes a pass's state where the lifecycle allows it from the state it is in, together with
   * the compound's status list, whose version goes up: both or neither. `time` resumes only what
   * has served its term, as of the end of the term.
   * @returns `already` where it stands in that state until that moment, `conflict` where the
   * lifecycle has no way there
   */
  changeState(
    id: PassId,
    change: StateChangeRequest,
  ): Promise<'changed' | 'already' | 'conflict' | 'missing'>;

  /** The suspensions of a compound whose term is over, the longest over first. */
  listDueResumptions(compound: CompoundId, nowMs: number): Promise<readonly Resumption[]>;

  /** Forgets one whose pass is gone; those that are written down go by themselves. */
  dropResumption(resumption: Resumption): Promise<void>;
}
