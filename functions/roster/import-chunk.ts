import type { AccountId, ImportId, ResidentId } from '../../shared/ids.ts';
import type { DuplicateChoice } from '../../shared/messages/rosters.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { inParallel } from '../platform/in-parallel.ts';
import {
  type ImportedResidents,
  maskName,
  type NewResident,
  type ResidentStore,
} from '../residents/index.ts';
import type { Progress, StoredImport } from './roster-import.ts';
import { type RosterRow, residentIdOf } from './roster-row.ts';
import { openPhone } from './sealed-phone.ts';

export type ImportChunkPorts = {
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly imported: Pick<ImportedResidents, 'register' | 'correct' | 'takeBack'>;
  readonly compounds: Pick<CompoundStore, 'listTakingIn'>;
  /** Keeps the number under which the account can be told something. */
  readonly keepNumber: (account: AccountId, phone: string) => Promise<void>;
  readonly rosterKey: Uint8Array;
};

type Outcome = 'registered' | 'updated' | 'skipped';

/** What is done about a row: nobody is asked about who is new. */
function choiceFor(stored: StoredImport, row: RosterRow): DuplicateChoice {
  if (row.duplicateOf === undefined) return 'register';
  return stored.choices?.[row.row] ?? stored.others ?? 'skip';
}

/**
 * Everybody of a chunk into the register. Done once more, it does what is missing and counts the
 * same.
 * @param first the place of the chunk's first row among the people of the roster
 */
export async function importChunk(
  ports: ImportChunkPorts,
  stored: StoredImport,
  {
    rows,
    first,
    now,
  }: { readonly rows: readonly RosterRow[]; readonly first: number; readonly now: number },
): Promise<Pick<Progress, Outcome>> {
  const { confirmation } = stored;
  if (confirmation === undefined) throw new Error('an import that nobody confirmed');
  const audit = { ...confirmation, at: now };
  const counted: Record<Outcome, number> = { registered: 0, updated: 0, skipped: 0 };
  const there = await alreadyThere(ports, stored.importId, { first, count: rows.length });
  const entered: NewResidentAt[] = [];
  await inParallel(
    rows.map((row, at) => ({ row, place: first + at })),
    async ({ row, place }) => {
      const taken = { stored, row, place, audit, there };
      counted[await takeRow(ports, taken, entered)] += 1;
    },
  );
  const left = await leaveHousesThatAreGone(ports, stored.importId, { entered, audit });
  return {
    ...counted,
    registered: counted.registered - left,
    skipped: counted.skipped + left,
  };
}

type NewResidentAt = { readonly resident: NewResident; readonly place: RosterRow['place'] };

/**
 * A house that was removed since the preview takes nobody in: whoever has just been put there is
 * taken out again. Looked at after they are written, so that a removal either sees them or is seen
 * here; a condition on the house with each person would cost 2 units and a transaction each.
 * @returns how many
 */
async function leaveHousesThatAreGone(
  { compounds, imported }: ImportChunkPorts,
  importId: ImportId,
  { entered, audit }: { readonly entered: readonly NewResidentAt[]; readonly audit: AuditFacts },
): Promise<number> {
  const houses = entered.map(({ resident }) => resident.houseId);
  const standing = await compounds.listTakingIn(houses, audit);
  const homeless = entered.filter(({ resident }) => !standing.has(resident.houseId));
  return imported.takeBack(homeless, { importId, audit });
}

type Taken = {
  readonly stored: StoredImport;
  readonly row: RosterRow;
  readonly place: number;
  readonly audit: AuditFacts;
  /** Whom this chunk made before it was broken off: they stay as they are. */
  readonly there: ReadonlySet<ResidentId>;
};

/** What one read takes. */
const READ_AT_A_TIME = 100;

async function alreadyThere(
  { residents, rosterKey }: ImportChunkPorts,
  importId: ImportId,
  { first, count }: { readonly first: number; readonly count: number },
): Promise<ReadonlySet<ResidentId>> {
  const ids = Array.from({ length: count }, (_, at) =>
    residentIdOf(rosterKey, importId, first + at),
  );
  const found = new Set<ResidentId>();
  for (let at = 0; at < ids.length; at += READ_AT_A_TIME) {
    const some = await residents.findResidents(ids.slice(at, at + READ_AT_A_TIME));
    for (const { residentId } of some) found.add(residentId);
  }
  return found;
}

async function takeRow(
  ports: ImportChunkPorts,
  taken: Taken,
  entered: NewResidentAt[],
): Promise<Outcome> {
  const { stored, row } = taken;
  switch (choiceFor(stored, row)) {
    case 'skip':
      return 'skipped';
    case 'update':
      return (await correct(ports, taken)) ? keptWith(ports, taken, 'updated') : 'skipped';
    case 'register':
      entered.push(await register(ports, taken));
      return keptWith(ports, taken, 'registered');
  }
}

async function keptWith(
  { keepNumber, rosterKey }: ImportChunkPorts,
  { stored: { importId }, row }: Taken,
  outcome: Outcome,
): Promise<Outcome> {
  const { accountId, sealedPhone } = row;
  if (accountId !== undefined && sealedPhone !== undefined) {
    await keepNumber(accountId, openPhone(rosterKey, sealedAt(importId, row.row), sealedPhone));
  }
  return outcome;
}

/** Where a row's number opens. */
export const sealedAt = (importId: ImportId, row: number): string => `${importId} ${row}`;

async function register(
  { imported, rosterKey }: ImportChunkPorts,
  { stored: { importId }, row, place, audit, there }: Taken,
): Promise<NewResidentAt> {
  const { name, houseId, tie, accountId, since } = row;
  const residentId = residentIdOf(rosterKey, importId, place);
  const resident: NewResident = {
    residentId,
    houseId,
    name,
    maskedName: maskName(name),
    tie,
    class: tie === 'carer' ? 'household' : 'resident',
    building: row.place.label.slice(0, buildingLength(row.place)),
    ...(accountId === undefined ? {} : { accountId }),
    ...(since === undefined ? {} : { since: Date.parse(`${since}T00:00:00+08:00`) }),
    importId,
  };
  const somebody = { resident, place: row.place };
  if (!there.has(residentId)) await imported.register(somebody, audit);
  return somebody;
}

/** 3幢2单元501 begins with what the compound calls its building: all before the unit. */
function buildingLength({ label, unit }: RosterRow['place']): number {
  const at = label.lastIndexOf(`${unit}单元`);
  return at < 0 ? label.length : at;
}

/** Of a row further up there is nothing to correct: that row says it itself. */
async function correct(
  { residents, imported }: ImportChunkPorts,
  { row, audit }: Taken,
): Promise<boolean> {
  const { duplicateOf, tie, accountId } = row;
  if (duplicateOf === undefined || !('residentId' in duplicateOf)) return false;
  const [resident] = await residents.findResidents([duplicateOf.residentId]);
  if (resident === undefined) return false;
  const isSame =
    resident.tie === tie && (accountId === undefined || accountId === resident.accountId);
  if (isSame) return true;
  const outcome = await imported.correct({ resident, place: row.place }, { tie, accountId }, audit);
  if (outcome === 'corrected') return true;
  throw new Error('somebody else changed a resident at this moment');
}
