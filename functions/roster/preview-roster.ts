import { type CompoundId, compoundNumberOf, newImportId } from '../../shared/ids.ts';
import type { RosterDuplicate, RosterPreview } from '../../shared/messages/rosters.ts';
import type { CompoundStore, House } from '../compounds/index.ts';
import { accountOf } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { maskName, type Resident, type ResidentStore } from '../residents/index.ts';
import { type Columns, ROSTER_FIELDS, recogniseColumns } from './columns.ts';
import { type Duplicate, findDuplicates } from './find-duplicates.ts';
import { shownOf } from './identity-numbers.ts';
import { missingHouses, orMissing } from './missing-houses.ts';
import { type Person, readPeople } from './read-people.ts';
import { readRosterFile } from './read-roster-file.ts';
import { houseFinder } from './roster-houses.ts';
import { NO_PROGRESS, type StoredImport, shownPreview } from './roster-import.ts';
import type { RosterRow } from './roster-row.ts';
import type { RosterStore } from './roster-store.ts';
import { sealPhone } from './sealed-phone.ts';
import { columnName } from './sheet.ts';

export type PreviewRosterPorts = {
  readonly rosters: Pick<RosterStore, 'recordPreview'>;
  readonly residents: Pick<ResidentStore, 'listResidents'>;
  readonly compounds: Pick<CompoundStore, 'listHouses' | 'listBuildings' | 'findCompound'>;
  /** Derived for `roster`, and for `phone`. */
  readonly rosterKey: Uint8Array;
  readonly phoneKey: Uint8Array;
  readonly random: RandomBytes;
};

export type PreviewRosterInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  /** As `encodeURIComponent` wrote it. */
  readonly fileName: string | undefined;
  readonly bytes: Uint8Array;
  readonly now: number;
};

const SAMPLE_ROWS = 10;
const MOST_NAME = 120;

function nameOf(encoded: string | undefined): string | undefined {
  try {
    const name = decodeURIComponent(encoded ?? '').trim();
    return name === '' || name.length > MOST_NAME ? undefined : name;
  } catch {
    return undefined;
  }
}

/**
 * What a roster says, before anything of it is written into the register: which columns are what,
 * what has to be mended, who may be there already. It waits a day for its confirmation.
 */
export async function previewRoster(
  ports: PreviewRosterPorts,
  { actor, compoundId, fileName: encoded, bytes, now }: PreviewRosterInput,
): Promise<RosterPreview | Failure> {
  if (!mayAct(actor, 'roster.import', compoundId, now)) return fail('not_permitted');
  const fileName = nameOf(encoded);
  if (fileName === undefined) return fail('invalid_input', { field: 'fileName' });
  const sheet = await readRosterFile(fileName, bytes);
  if (isFailure(sheet)) return sheet;
  const columns = recogniseColumns(sheet);
  if (isFailure(columns)) return columns;

  const [compound, buildings, houses, residents] = await Promise.all([
    ports.compounds.findCompound(compoundId),
    ports.compounds.listBuildings(compoundId),
    ports.compounds.listHouses(compoundId),
    ports.residents.listResidents(compoundId),
  ]);
  if (compound === undefined) return fail('not_found');
  const importId = newImportId(compoundNumberOf(compoundId), ports.random(10));
  const { buildingWord: word } = compound;
  const find = mayAct(actor, 'place.edit', compoundId, now)
    ? orMissing(houseFinder(houses), { rosterKey: ports.rosterKey, importId, word })
    : houseFinder(houses);
  const { rows, people, errors } = readPeople(sheet, columns, find);
  if (rows === 0) return fail('roster_empty');
  const accounts = people.map(({ phone }) =>
    phone === undefined ? undefined : accountOf(ports.phoneKey, phone),
  );
  const newcomers = people.map(({ row, name, house, tie }, at) => ({
    row,
    name,
    tie,
    houseId: house.houseId,
    accountId: accounts[at],
  }));
  const duplicates = findDuplicates(newcomers, residents);

  const missing = missingHouses(people, { buildings, houses, errors: errors.length, word });
  const stored: StoredImport = {
    importId,
    fileName: shownOf(fileName),
    state: 'previewed',
    uploadedAt: now,
    rows,
    inError: new Set(errors.map(({ row }) => row)).size,
    errors: errors.length,
    duplicates: duplicates.length,
    withoutPhone: people.filter(({ phone }) => phone === undefined).length,
    columns: shownColumns(columns),
    leftOut: [...columns.leftOut],
    sample: people.slice(0, SAMPLE_ROWS).map(sampleOf),
    ...(missing === undefined ? {} : { missing }),
    version: 1,
  };
  const duplicateAt = new Map(duplicates.map((duplicate) => [duplicate.row, duplicate]));
  // Of what cannot be confirmed nobody's data is kept.
  const isConfirmable = errors.length === 0 || missing?.addable === true;
  await ports.rosters.recordPreview(
    {
      stored,
      errors,
      people: isConfirmable
        ? people.map((person, at) =>
            rowOf(ports, person, {
              place: `${importId} ${person.row}`,
              accountId: accounts[at],
              duplicate: duplicateAt.get(person.row),
            }),
          )
        : [],
      duplicates: shownDuplicates(duplicates, people),
    },
    factsOf(actor, { action: 'roster.import', place: compoundId, purpose: 'import', now }),
  );
  return shownPreview(stored, { of: 'previewed', ...NO_PROGRESS });
}

const shownColumns = ({ at, headers }: Columns): RosterPreview['columns'] =>
  ROSTER_FIELDS.flatMap((field) => {
    const index = at.get(field);
    if (index === undefined) return [];
    return [{ field, column: columnName(index), header: headers[index] ?? '' }];
  });

function sampleOf({
  row,
  name,
  house,
  tie,
  phone,
  since,
}: Person): RosterPreview['sample'][number] {
  return {
    row,
    maskedName: maskName(name),
    houseLabel: house.label,
    tie,
    hasPhone: phone !== undefined,
    ...(since === undefined ? {} : { since }),
  };
}

function shownDuplicates(
  duplicates: readonly Duplicate[],
  people: readonly Person[],
): RosterDuplicate[] {
  const personAt = new Map(people.map((person) => [person.row, person]));
  return duplicates.flatMap(({ row, of, samePhone }) => {
    const person = personAt.get(row);
    if (person === undefined) return [];
    return [
      {
        row,
        maskedName: maskName(person.name),
        houseLabel: person.house.label,
        tie: person.tie,
        ...('row' in of ? { otherRow: of.row } : {}),
        otherTie: of.tie,
        samePhone,
      },
    ];
  });
}

function rowOf(
  ports: Pick<PreviewRosterPorts, 'rosterKey' | 'random'>,
  { row, name, house, tie, phone, since }: Person,
  made: {
    readonly place: string;
    readonly accountId: Resident['accountId'];
    readonly duplicate: Duplicate | undefined;
  },
): RosterRow {
  const { accountId, duplicate } = made;
  return {
    row,
    name,
    houseId: house.houseId,
    ...(house.isMissing === true ? { isAdded: true } : {}),
    place: placeOf(house),
    tie,
    ...(accountId === undefined ? {} : { accountId }),
    ...(phone === undefined ? {} : { sealedPhone: sealPhone(ports, made.place, phone) }),
    ...(since === undefined ? {} : { since }),
    ...(duplicate === undefined ? {} : { duplicateOf: duplicateOf(duplicate) }),
  };
}

const placeOf = ({ building, unit, room, label }: House): RosterRow['place'] => ({
  building,
  unit,
  room,
  label,
});

const duplicateOf = ({ of }: Duplicate): NonNullable<RosterRow['duplicateOf']> =>
  'row' in of ? { row: of.row } : { residentId: of.residentId };
