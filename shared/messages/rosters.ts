import * as z from 'zod';
import { ImportId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** What is wrong with one cell of a roster. Its words come with it. */
export const ROSTER_PROBLEMS = [
  'name_missing',
  'name_wrong',
  'name_lost_character',
  'name_too_long',
  'phone_lost_digits',
  'phone_several',
  'phone_landline',
  'phone_digits',
  'phone_wrong',
  'phone_of_many',
  'tie_missing',
  'tie_wrong',
  'day_wrong',
  'house_missing',
  'house_wrong',
  'house_unknown',
  'house_without_unit',
  'identity_number',
] as const;
export const RosterProblemCode = z.enum(ROSTER_PROBLEMS);
export type RosterProblemCode = z.infer<typeof RosterProblemCode>;

const Words = z.object({ zh: z.string(), en: z.string() });

/** One cell that has to be mended before anything is written. */
export const RosterError = z.object({
  /** As the program counts rows, from 1. */
  row: z.number().int(),
  /** As the program names columns: A, B, …; of several that make up a house, the first. */
  column: z.string(),
  header: z.string(),
  /** What the cell says, without identity numbers and most digits of others. */
  found: z.string(),
  code: RosterProblemCode,
  says: Words,
  next: Words,
});
export type RosterError = z.infer<typeof RosterError>;

export const ROSTER_TIES = ['owner', 'tenant', 'family', 'carer'] as const;

/** Whom a row may be once more: somebody of the file, or somebody who is registered. */
export const RosterDuplicate = z.object({
  row: z.number().int(),
  maskedName: z.string(),
  houseLabel: z.string(),
  tie: z.enum(ROSTER_TIES),
  /** The row of the file that they may be, or nobody's: then it is somebody who is registered. */
  otherRow: z.number().int().optional(),
  otherTie: z.enum(ROSTER_TIES),
  /** Whether both have the same number, or both have none. */
  samePhone: z.boolean(),
});
export type RosterDuplicate = z.infer<typeof RosterDuplicate>;

/** `skip` and `update` say: the same person; `register` says: another. */
export const DUPLICATE_CHOICES = ['skip', 'update', 'register'] as const;
export const DuplicateChoice = z.enum(DUPLICATE_CHOICES);
export type DuplicateChoice = z.infer<typeof DuplicateChoice>;

export const IMPORT_STATES = [
  'previewed',
  'confirmed',
  'importing',
  'done',
  'withdrawing',
  'withdrawn',
] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

/** What the import has come to. */
export const ImportCounts = z.object({
  registered: z.number().int(),
  updated: z.number().int(),
  skipped: z.number().int(),
  removed: z.number().int(),
  /** Who is left as they are when an import is withdrawn: changed by hand since. */
  left: z.number().int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const RosterImport = z.object({
  importId: ImportId,
  fileName: z.string(),
  state: ImportState,
  /** Unix milliseconds. */
  uploadedAt: z.number(),
  /** Until then a preview can be confirmed. */
  confirmableUntil: z.number().optional(),
  /** Rows with somebody in them, rows that are in error, rows who may be there already. */
  rows: z.number().int(),
  inError: z.number().int(),
  errors: z.number().int(),
  duplicates: z.number().int(),
  withoutPhone: z.number().int(),
  /** Houses that the import adds: they stay when it is withdrawn. */
  housesAdded: z.number().int().optional(),
  /** How far it is, in rows. */
  done: z.number().int(),
  counts: ImportCounts,
});
export type RosterImport = z.infer<typeof RosterImport>;

/** The houses that a roster names and the compound has not got, in the order of their doors. */
export const MissingHouses = z.object({
  /** Rows that name one of them. */
  rows: z.number().int(),
  houses: z.number().int(),
  buildings: z.array(
    z.object({
      number: z.number().int(),
      /** e.g. 3幢 */
      label: z.string(),
      isNew: z.boolean(),
      units: z.array(
        z.object({ number: z.number().int(), isNew: z.boolean(), rooms: z.array(z.string()) }),
      ),
    }),
  ),
  /** Whether they can be added with the import: nothing else has to be mended. */
  addable: z.boolean(),
});
export type MissingHouses = z.infer<typeof MissingHouses>;

export const AddHouses = z.strictObject({
  /** The grid to which the buildings belong that are new. */
  grid: z.number().int().min(1).optional(),
});

export const RosterPreview = z.object({
  import: RosterImport,
  columns: z.array(z.object({ field: z.string(), column: z.string(), header: z.string() })),
  leftOut: z.array(
    z.object({
      column: z.string(),
      header: z.string(),
      why: z.enum(['identity_numbers', 'not_needed']),
    }),
  ),
  /** The first rows, masked. */
  sample: z.array(
    z.object({
      row: z.number().int(),
      maskedName: z.string(),
      houseLabel: z.string(),
      tie: z.enum(ROSTER_TIES),
      hasPhone: z.boolean(),
      since: z.string().optional(),
    }),
  ),
  /** Told to whoever may add houses. */
  missing: MissingHouses.optional(),
});
export type RosterPreview = z.infer<typeof RosterPreview>;

/** API Gateway and Lambda take 6 MB in base64; ten thousand people are half a megabyte. */
export const MOST_ROSTER_BYTES = 4 * 1024 * 1024;
/** The file's name, as `encodeURIComponent` writes it: a header holds nothing else. */
export const FILE_NAME_HEADER = 'xq-file-name';
/** Rows of errors or duplicates to an answer. */
export const ROSTER_PAGE_ROWS = 100;
export const MOST_CHOICES = 1_000;

export const uploadRoster = endpoint({
  method: 'POST',
  path: '/api/v1/manager/rosters/compounds/:compoundId/imports',
  bytes: MOST_ROSTER_BYTES,
  answer: RosterPreview,
});
export const listRosterImports = endpoint({
  method: 'GET',
  path: '/api/v1/manager/rosters/compounds/:compoundId/imports',
  answer: z.object({ imports: z.array(RosterImport) }),
});
export const readRosterImport = endpoint({
  method: 'GET',
  path: '/api/v1/manager/rosters/imports/:importId',
  answer: RosterPreview,
});
export const listRosterErrors = endpoint({
  method: 'GET',
  path: '/api/v1/manager/rosters/imports/:importId/errors/:page',
  answer: z.object({ errors: z.array(RosterError) }),
});
export const listRosterDuplicates = endpoint({
  method: 'GET',
  path: '/api/v1/manager/rosters/imports/:importId/duplicates/:page',
  answer: z.object({ duplicates: z.array(RosterDuplicate) }),
});
export const ConfirmRosterRequest = z.strictObject({
  /** How many rows the manager saw: what is confirmed is that and nothing else. */
  rows: z.number().int(),
  choices: z
    .array(z.strictObject({ row: z.number().int(), choice: DuplicateChoice }))
    .max(MOST_CHOICES),
  /** Of every duplicate that has no choice of its own. */
  others: DuplicateChoice.optional(),
  /** That the houses that are missing be added: without it, who lives in one is in error. */
  addHouses: AddHouses.optional(),
});
export type ConfirmRosterRequest = z.infer<typeof ConfirmRosterRequest>;
export const confirmRoster = endpoint({
  method: 'POST',
  path: '/api/v1/manager/rosters/imports/:importId/confirmation',
  body: ConfirmRosterRequest,
  answer: RosterImport,
});
export const withdrawRoster = endpoint({
  method: 'POST',
  path: '/api/v1/manager/rosters/imports/:importId/withdrawal',
  /** The number of people, typed: a withdrawal by mistake is many people's. */
  body: z.strictObject({ rows: z.number().int() }),
  answer: RosterImport,
});
export const exportLedger = endpoint({
  method: 'POST',
  path: '/api/v1/manager/rosters/compounds/:compoundId/ledger',
  reads: { record: 'ledger', purpose: 'export' },
  body: z.strictObject({ purpose: z.literal('export') }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
