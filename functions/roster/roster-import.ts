import * as z from 'zod';
import { ImportId } from '../../shared/ids.ts';
import {
  AddHouses,
  DuplicateChoice,
  IMPORT_STATES,
  type ImportState,
  MissingHouses,
  type RosterImport,
  RosterPreview,
} from '../../shared/messages/rosters.ts';
import { PURPOSES } from '../../shared/purposes.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { OFFICES } from '../../shared/roles.ts';

/** Who confirmed or withdrew, as everybody whom it concerns carries it. */
const Facts = z.object({
  action: z.string(),
  by: z.string(),
  office: z.enum([...OFFICES, 'resident', 'gate_device', 'operator', 'system', 'anyone']),
  purpose: z.enum(PURPOSES),
  at: z.number().int(),
});

/** Whoever confirms and withdraws, and the run that does the work. */
export type ImportChanger = 'property_manager' | 'run';

/** Every change of state that exists. What is not here is refused by the write itself. */
export const IMPORT_LIFECYCLE = [
  { from: 'previewed', to: 'confirmed', by: 'property_manager' },
  { from: 'confirmed', to: 'importing', by: 'run' },
  { from: 'importing', to: 'done', by: 'run' },
  { from: 'confirmed', to: 'withdrawing', by: 'property_manager' },
  { from: 'importing', to: 'withdrawing', by: 'property_manager' },
  { from: 'done', to: 'withdrawing', by: 'property_manager' },
  { from: 'withdrawing', to: 'withdrawn', by: 'run' },
] as const satisfies readonly { from: ImportState; to: ImportState; by: ImportChanger }[];

/** The states from which an import can come to this one. */
export function statesBefore(to: ImportState): ImportState[] {
  return IMPORT_LIFECYCLE.filter((row) => row.to === to).map(({ from }) => from);
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** A preview that nobody confirms is people's data that nobody needs. */
export const CONFIRMABLE_MS = DAY_MS;
/** What was confirmed in the last hour of the preview is imported within a day, and then gone as well. */
export const ROWS_KEPT_MS = KEPT_MS.roster_draft;
/** Until then it can be told which import somebody came by, and be withdrawn. */
export const IMPORT_KEPT_MS = KEPT_MS.roster_import;
/** Rows to a chunk: some 50 KB of one item, and what is done between two notes of how far it is. */
export const ROWS_PER_CHUNK = 200;

/** An import as it stands; how far it is stands beside it. */
export const StoredImport = z.object({
  importId: ImportId,
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  /** Unix milliseconds. */
  uploadedAt: z.number().int(),
  rows: z.number().int(),
  inError: z.number().int(),
  errors: z.number().int(),
  duplicates: z.number().int(),
  withoutPhone: z.number().int(),
  columns: RosterPreview.shape.columns,
  leftOut: RosterPreview.shape.leftOut,
  sample: RosterPreview.shape.sample,
  /** Answers to who may be there already, by row; and for whoever has none of their own. */
  choices: z.record(z.string(), DuplicateChoice).optional(),
  others: DuplicateChoice.optional(),
  /** The houses that it names and the compound has not got, where they may be added. */
  missing: MissingHouses.optional(),
  /** That they are added, once it is confirmed so. */
  addHouses: AddHouses.optional(),
  /** The facts of the confirmation, which every person that it makes carries. */
  confirmation: Facts.optional(),
  withdrawal: Facts.optional(),
  version: z.number().int(),
});
export type StoredImport = z.infer<typeof StoredImport>;

/** How far the work of a state is. */
export const Progress = z.object({
  /** Of which state: the next one begins at 0. */
  of: z.enum(IMPORT_STATES),
  /** Rows done. */
  done: z.number().int(),
  registered: z.number().int(),
  updated: z.number().int(),
  skipped: z.number().int(),
  removed: z.number().int(),
  left: z.number().int(),
});
export type Progress = z.infer<typeof Progress>;
export const NO_PROGRESS: Omit<Progress, 'of'> = {
  done: 0,
  registered: 0,
  updated: 0,
  skipped: 0,
  removed: 0,
  left: 0,
};

export const confirmableUntil = ({ uploadedAt }: Pick<StoredImport, 'uploadedAt'>): number =>
  uploadedAt + CONFIRMABLE_MS;

/** Whether there is work that the run has to do. */
export const isAtWork = ({ state }: Pick<StoredImport, 'state'>): boolean =>
  state === 'confirmed' || state === 'importing' || state === 'withdrawing';

/** As its page shows it. */
export function shownImport(stored: StoredImport, progress: Progress): RosterImport {
  const { importId, fileName, state, uploadedAt, rows, inError, errors, duplicates } = stored;
  const { of, done, ...counts } = progress;
  const isOver = state === 'done' || state === 'withdrawn';
  return {
    importId,
    fileName,
    state,
    uploadedAt,
    ...(state === 'previewed' ? { confirmableUntil: confirmableUntil(stored) } : {}),
    rows,
    inError,
    errors,
    duplicates,
    withoutPhone: stored.withoutPhone,
    ...(stored.addHouses === undefined ? {} : { housesAdded: stored.missing?.houses ?? 0 }),
    done: isOver ? rows : of === state ? done : 0,
    counts,
  };
}

export function shownPreview(stored: StoredImport, progress: Progress): RosterPreview {
  const { columns, leftOut, sample, missing } = stored;
  return {
    import: shownImport(stored, progress),
    columns,
    leftOut,
    sample,
    ...(missing === undefined ? {} : { missing }),
  };
}
