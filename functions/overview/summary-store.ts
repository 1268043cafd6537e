import type { CompoundId, StreetId } from '../../shared/ids.ts';
import type { CompoundSummary } from './compound-summary.ts';

/** One small item a compound, those of a street together. */
export interface SummaryStore {
  findSummary(street: StreetId, compound: CompoundId): Promise<CompoundSummary | undefined>;
  /** Of every compound of the street that was counted: one query. */
  listSummaries(street: StreetId): Promise<readonly CompoundSummary[]>;
  recordSummary(summary: CompoundSummary): Promise<void>;
}
