import {
  createCompoundStore,
  createPlaceStore,
  houseLabel,
} from '../../functions/compounds/index.ts';
import { createContactNumbers } from '../../functions/identity/index.ts';
import { createPassStore, withdrawPassesOf } from '../../functions/passes/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createImportedResidents, createResidentStore } from '../../functions/residents/index.ts';
import { createRosterStore, type WorkPorts, workOnImports } from '../../functions/roster/index.ts';
import { type CompoundId, type HouseId, type ImportId, newHouseId } from '../../shared/ids.ts';
import {
  type ConfirmRosterRequest,
  FILE_NAME_HEADER,
  RosterDuplicate,
  RosterError,
  type RosterImport,
  RosterPreview,
} from '../../shared/messages/rosters.ts';
import { NOON } from './fixed-clock.ts';
import type { Gatehouse } from './gatehouse.ts';
import { workbookOf } from './roster-files.ts';
import { SERVER_SECRET } from './street.ts';

export const ROSTER_HEADER = ['房号', '姓名', '身份', '手机'];
const BASE = '/api/v1/manager/rosters';

/** What the run of every minute is given. */
export function workPorts(table: Table): WorkPorts {
  const passes = createPassStore(table);
  const contacts = createContactNumbers(table, deriveKey(SERVER_SECRET, 'contact'));
  return {
    rosters: createRosterStore(table),
    residents: createResidentStore(table),
    imported: createImportedResidents(table),
    compounds: createCompoundStore(table),
    places: createPlaceStore(table),
    withdrawPasses: withdrawPassesOf.bind(undefined, { passes }),
    keepNumber: contacts.keep,
    rosterKey: deriveKey(SERVER_SECRET, 'roster'),
  };
}

/** Houses of buildings 1 to n, two units each, floors and doors: 1-1-101 and on. */
export async function addHouses(
  table: Table,
  buildings: number,
  floors: number,
  compoundId: CompoundId = 'cmp_1',
): Promise<HouseId[]> {
  const houses = [];
  for (let building = 11; building < 11 + buildings; building++) {
    for (const unit of [1, 2]) {
      for (let floor = 1; floor <= floors; floor++) {
        for (const door of ['01', '02']) {
          const place = { building, unit, room: `${floor}${door}` };
          const drawn = new Uint8Array(10);
          drawn.set([building >> 8, building & 255, unit, floor, Number(door)]);
          houses.push({
            houseId: newHouseId(1, drawn),
            ...place,
            label: houseLabel(place, '幢'),
          });
        }
      }
    }
  }
  const compounds = createCompoundStore(table);
  const compound = await compounds.findCompound(compoundId);
  if (compound === undefined) throw new Error('no such compound');
  await compounds.recordCompound(
    { compound, grids: [], buildings: [], units: [], houses },
    operatorFacts('test', 'places', NOON),
  );
  return houses.map(({ houseId }) => houseId);
}

/** The manager of the first compound in front of the page of rosters. */
export function rosterDesk(house: Gatehouse) {
  const manager = () => house.staffCookie('property_manager', { now: house.clock() });
  async function ask(method: string, path: string, body?: unknown) {
    const cookie = await manager();
    return house.call('roster', method, `${BASE}${path}`, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
  }
  let runs = 0;
  const desk = {
    ask,
    send: async (bytes: Uint8Array<ArrayBuffer>, name = '名单.xlsx') =>
      house.call('roster', 'POST', `${BASE}/compounds/cmp_1/imports`, {
        cookie: await manager(),
        rawBody: bytes,
        headers: { [FILE_NAME_HEADER]: encodeURIComponent(name) },
      }),
    /** A preview of these rows below the usual header. */
    preview: async (rows: readonly (readonly unknown[])[]): Promise<RosterPreview> => {
      const file = new Uint8Array(await workbookOf([ROSTER_HEADER, ...rows]));
      const { status, code, body } = await desk.send(file);
      if (status !== 200) throw new Error(`${status} ${code} ${house.lines.at(-1)}`);
      return RosterPreview.parse(body);
    },
    read: async (id: ImportId): Promise<RosterImport> => {
      const { body } = await ask('GET', `/imports/${id}`);
      return RosterPreview.parse(body).import;
    },
    errors: async (id: ImportId, page = 0): Promise<RosterError[]> => {
      const { body } = await ask('GET', `/imports/${id}/errors/${page}`);
      return RosterError.array().parse(Object(body).errors);
    },
    duplicates: async (id: ImportId, page = 0): Promise<RosterDuplicate[]> => {
      const { body } = await ask('GET', `/imports/${id}/duplicates/${page}`);
      return RosterDuplicate.array().parse(Object(body).duplicates);
    },
    confirm: ({ importId, rows }: RosterImport, answers: Partial<ConfirmRosterRequest> = {}) =>
      ask('POST', `/imports/${importId}/confirmation`, { rows, choices: [], ...answers }),
    withdraw: ({ importId, rows }: RosterImport) =>
      ask('POST', `/imports/${importId}/withdrawal`, { rows }),
    /** One run, on this table or another way to it. */
    work: async (table: Table = house.table, clock: Clock = house.clock) => {
      const run = { id: `run_${++runs}`, clock, endsAt: Number.MAX_SAFE_INTEGER };
      await workOnImports(workPorts(table), ['cmp_1'], run);
    },
    /** From the rows to everybody in the register. */
    importAll: async (rows: readonly (readonly unknown[])[]): Promise<RosterImport> => {
      const preview = await desk.preview(rows);
      const { status, code } = await desk.confirm(preview.import);
      if (status !== 200) throw new Error(`${status} ${code}`);
      await desk.work();
      return desk.read(preview.import.importId);
    },
  };
  return desk;
}
