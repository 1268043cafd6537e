import type { CompoundId } from '../../shared/ids.ts';

/** Every record that carries audit facts. */
export interface AuditedRecords {
  /** Those whose last change was at or after a moment, in no particular order. Reads the whole table. */
  changedSince(sinceMs: number): AsyncIterable<Readonly<Record<string, unknown>>>;
  /**
   * Those that lie in a compound itself, and under people the numbers of its residents and the roles
   * at it, as they stand.
   */
  ofCompound(compound: CompoundId): AsyncIterable<Readonly<Record<string, unknown>>>;
}
