import { type CompoundId, compoundOf, type ImportId } from '../../shared/ids.ts';
import type { CompoundStore, House } from '../compounds/index.ts';
import { systemFacts } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import { type AddedHouses, type AddMissingPorts, addMissingHouses } from './add-missing-houses.ts';
import { type ImportChunkPorts, importChunk } from './import-chunk.ts';
import { doorOf } from './missing-houses.ts';
import { isAtWork, type Progress, ROWS_PER_CHUNK } from './roster-import.ts';
import type { RosterRow } from './roster-row.ts';
import type { ImportNow, RosterStore } from './roster-store.ts';
import { type WithdrawChunkPorts, withdrawChunk } from './withdraw-chunk.ts';

export type WorkPorts = ImportChunkPorts &
  AddMissingPorts &
  WithdrawChunkPorts & {
    readonly rosters: Pick<
      RosterStore,
      | 'listImports'
      | 'findImport'
      | 'findChunk'
      | 'changeState'
      | 'holdWork'
      | 'noteProgress'
      | 'dropChunk'
      | 'dropRows'
    >;
    readonly compounds: Pick<CompoundStore, 'listHouses' | 'listTakingIn' | 'findCompound'>;
  };

/** Who works, and until when (unix milliseconds): what is left then, the next run does. */
export type Run = { readonly id: string; readonly clock: Clock; readonly endsAt: number };

/** A run looks at its clock after each chunk and ends itself; the next one is never far. */
export const RUN_MS = 8 * 60_000;
/** Longer than a chunk takes: a run that has died is followed by another after this. */
export const HELD_MS = 60_000;

/**
 * Goes on with every import that is confirmed or being withdrawn. One that meets a fault is left to
 * the next run and stands in no other's way.
 * @throws the first fault, once the others are done
 */
export async function workOnImports(
  ports: WorkPorts,
  compounds: readonly CompoundId[],
  run: Run,
): Promise<void> {
  const faults: unknown[] = [];
  for (const compound of compounds) {
    for (const { stored } of await ports.rosters.listImports(compound, run.clock())) {
      if (!isAtWork(stored)) continue;
      await workOnImport(ports, stored.importId, run).catch((fault: unknown) => faults.push(fault));
    }
  }
  if (faults.length > 0) throw faults[0];
}

/**
 * Goes on with one import, chunk by chunk, until it is done or the run is over. Broken off
 * anywhere, it goes on from the chunk that was not noted as done.
 */
async function workOnImport(ports: WorkPorts, id: ImportId, run: Run): Promise<void> {
  const { rosters } = ports;
  const hold = (until: number) => rosters.holdWork(id, { run: run.id, now: run.clock(), until });
  let places: ReadonlyMap<string, House> = new Map();
  let added: AddedHouses | undefined;
  try {
    while (run.clock() < run.endsAt && (await hold(run.clock() + HELD_MS))) {
      const found = await rosters.findImport(id, run.clock());
      if (found === undefined || !isAtWork(found.stored)) return;
      if (found.stored.state === 'withdrawing' && places.size === 0) {
        const houses = await ports.compounds.listHouses(compoundOf(id));
        places = new Map(houses.map((house) => [house.houseId, house]));
      }
      if (found.stored.state !== 'withdrawing') {
        added ??= await addMissingHouses(ports, found.stored, run.clock());
      }
      if (!(await takeStep(ports, found, { run, places, added }))) return;
    }
  } finally {
    await hold(0);
  }
}

type Step = {
  readonly run: Run;
  readonly places: ReadonlyMap<string, House>;
  readonly added: AddedHouses | undefined;
};

/** @returns whether there may be more to do */
async function takeStep(ports: WorkPorts, now: ImportNow, step: Step): Promise<boolean> {
  const { rosters } = ports;
  const { stored, progress } = now;
  const { importId, state } = stored;
  const audit = systemFacts('roster.import', step.run.clock());
  if (state === 'confirmed') {
    return (await rosters.changeState(stored, { to: 'importing', audit })) === 'changed';
  }
  if (progress.done >= stored.rows) {
    await rosters.dropRows(importId);
    const to = state === 'withdrawing' ? 'withdrawn' : 'done';
    await rosters.changeState(stored, { to, audit });
    return false;
  }
  const chunk = Math.floor(progress.done / ROWS_PER_CHUNK);
  const first = chunk * ROWS_PER_CHUNK;
  const count = Math.min(ROWS_PER_CHUNK, stored.rows - first);
  const counted =
    state === 'withdrawing'
      ? await withdrawChunk(ports, stored, {
          first,
          count,
          places: step.places,
          now: step.run.clock(),
        })
      : await importNext(ports, now, { chunk, first, added: step.added, now: step.run.clock() });
  const noted = await rosters.noteProgress(importId, progress, add(progress, count, counted), {
    run: step.run.id,
  });
  if (noted === 'lost') return false;
  if (state === 'importing') await rosters.dropChunk(importId, chunk);
  return true;
}

async function importNext(
  ports: WorkPorts,
  { stored }: ImportNow,
  at: {
    readonly chunk: number;
    readonly first: number;
    readonly added: AddedHouses | undefined;
    readonly now: number;
  },
): Promise<Partial<Progress>> {
  const rows = await ports.rosters.findChunk(stored.importId, at.chunk);
  if (rows === undefined) throw new Error('the rows of a confirmed import are gone');
  const standing = rows.map((row) => inItsHouse(row, at.added));
  return importChunk(ports, stored, { rows: standing, first: at.first, now: at.now });
}

/** Whoever lives in a house that was missing lives in the one that has its door now. */
function inItsHouse(row: RosterRow, added: AddedHouses | undefined): RosterRow {
  if (row.isAdded !== true) return row;
  const house = added?.get(doorOf(row.place));
  if (house === undefined) throw new Error('a house that was added is not there');
  return { ...row, houseId: house.houseId };
}

function add(progress: Progress, rows: number, counted: Partial<Progress>): Progress {
  const sum = (name: Exclude<keyof Progress, 'of' | 'done'>): number =>
    progress[name] + (counted[name] ?? 0);
  return {
    of: progress.of,
    done: progress.done + rows,
    registered: sum('registered'),
    updated: sum('updated'),
    skipped: sum('skipped'),
    removed: sum('removed'),
    left: sum('left'),
  };
}
