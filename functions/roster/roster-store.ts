import type { CompoundId, ImportId } from '../../shared/ids.ts';
import type { ImportState, RosterDuplicate, RosterError } from '../../shared/messages/rosters.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Progress, StoredImport } from './roster-import.ts';
import type { RosterRow } from './roster-row.ts';

/** A whole preview, as it is written. */
export type NewPreview = {
  readonly stored: StoredImport;
  readonly people: readonly RosterRow[];
  readonly errors: readonly RosterError[];
  readonly duplicates: readonly RosterDuplicate[];
};

/** An import and how far it is. */
export type ImportNow = { readonly stored: StoredImport; readonly progress: Progress };

/** What goes with a change of state. */
export type ImportChange = {
  readonly to: ImportState;
  readonly audit: AuditFacts;
  readonly choices?: StoredImport['choices'];
  readonly others?: StoredImport['others'];
  readonly addHouses?: StoredImport['addHouses'];
};

export interface RosterStore {
  /** Records a preview: its rows first, and last what makes it one. */
  recordPreview(preview: NewPreview, audit: AuditFacts): Promise<void>;
  /** As it is, never an older state than was acknowledged; a preview that is over is not there. */
  findImport(id: ImportId, nowMs: number): Promise<ImportNow | undefined>;
  /** Every import of a compound, the newest first. */
  listImports(compound: CompoundId, nowMs: number): Promise<readonly ImportNow[]>;
  /** Those at work: whom they make is being imported, or taken back. */
  runningImports(compound: CompoundId, nowMs: number): Promise<readonly ImportId[]>;
  /** A page of what has to be mended; of a page that is not there, nothing. */
  listErrors(id: ImportId, page: number): Promise<readonly RosterError[]>;
  listDuplicates(id: ImportId, page: number): Promise<readonly RosterDuplicate[]>;
  /** The rows of a chunk, from 0; undefined where they are gone. */
  findChunk(id: ImportId, chunk: number): Promise<readonly RosterRow[] | undefined>;
  /**
   * Changes the state where the lifecycle leads there from the state it is in and the import is as
   * `seen`. The work of the new state begins at its first row.
   * @returns `conflict` where it is not
   */
  changeState(seen: StoredImport, change: ImportChange): Promise<'changed' | 'conflict'>;
  /**
   * Takes the work of an import for a while, or goes on holding it: one run at a time.
   * @returns whether it is this run's
   */
  holdWork(
    id: ImportId,
    by: { readonly run: string; readonly now: number; readonly until: number },
  ): Promise<boolean>;
  /**
   * Notes how far the work is, where it was as `seen` and this run still holds it.
   * @returns `lost` where another run has gone on
   */
  noteProgress(
    id: ImportId,
    seen: Progress,
    now: Progress,
    by: { readonly run: string },
  ): Promise<'noted' | 'lost'>;
  /** Lets the rows of a chunk go, once everybody in them is registered. */
  dropChunk(id: ImportId, chunk: number): Promise<void>;
  /** The same for everything that a preview brought. */
  dropRows(id: ImportId): Promise<void>;
}
