import type { DutyPlan, Post } from '../../shared/duty/duty-plan.ts';
import type { CompoundId, StaffId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { HandOverRecord } from './hand-over.ts';

export type StoredPlan = DutyPlan & { readonly version: number };

/** Duty plans by post and week, and what was handed over. What is over its term is left out. */
export interface DutyStore {
  /** Those that were ever set, in no particular order. */
  findPlans(
    compound: CompoundId,
    of: readonly { readonly post: Post; readonly week: string }[],
  ): Promise<readonly StoredPlan[]>;
  /** Writes a week of a post, unless somebody else has written it since the version seen, 0 for never. */
  recordPlan(
    compound: CompoundId,
    plan: DutyPlan,
    change: { readonly seen: number; readonly audit: AuditFacts },
  ): Promise<'recorded' | 'conflict'>;
  /** Newest first. */
  listHandOvers(
    compound: CompoundId,
    most: number,
    nowMs: number,
  ): Promise<readonly HandOverRecord[]>;
  /** @returns `taken` where one was left at this post in the same moment */
  recordHandOver(compound: CompoundId, handOver: HandOverRecord): Promise<'recorded' | 'taken'>;
  /** Once, and never by whoever left it. */
  confirmHandOver(
    compound: CompoundId,
    of: { readonly post: Post; readonly at: number },
    by: { readonly staffId: StaffId; readonly maskedName: string; readonly audit: AuditFacts },
  ): Promise<'confirmed' | 'conflict'>;
}
