import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { failingFrom } from '../../support/failing-table.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { rosterDesk } from '../../support/roster-desk.ts';
import { layStreet, PLACE } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
let house: Gatehouse;
let desk: ReturnType<typeof rosterDesk>;
beforeEach(async () => {
  engine = await startEngine();
  await layStreet(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  desk = rosterDesk(house);
});
afterEach(() => engine.stop());

/** Of a house that stands, of a new one in its unit, of a new unit, of a new building. */
const ROWS = [
  ['3-2-501', '李雷', '业主', ''],
  ['3-2-502', '韩梅梅', '业主', ''],
  ['3-2-502', '韩小梅', '家属', ''],
  ['3-1-101', '孙一', '业主', ''],
  ['9-1-101', '孙二', '业主', ''],
];
const LABELS = ['3幢1单元101', PLACE.label, '3幢2单元502', '9幢1单元101'];
const labelsNow = async () =>
  (await house.stores.compounds.listHouses('cmp_1')).map(({ label }) => label).sort();
const houseOf = async (name: string) => {
  const people = await house.stores.residents.listResidents('cmp_1');
  const houseId = people.find((one) => one.name === name)?.houseId;
  const houses = await house.stores.compounds.listHouses('cmp_1');
  return houses.find((one) => one.houseId === houseId)?.label;
};

describe('houses that a roster names and the compound has not got', () => {
  it('are errors as long as nobody chooses to add them, and shown as what would be added', async () => {
    const { import: roster, missing } = await desk.preview(ROWS);
    expect(roster).toMatchObject({ errors: 4, inError: 4 });
    expect(missing).toEqual({
      rows: 4,
      houses: 3,
      addable: true,
      buildings: [
        {
          number: 3,
          label: '3幢',
          isNew: false,
          units: [
            { number: 1, isNew: true, rooms: ['101'] },
            { number: 2, isNew: false, rooms: ['502'] },
          ],
        },
        {
          number: 9,
          label: '9幢',
          isNew: true,
          units: [{ number: 1, isNew: true, rooms: ['101'] }],
        },
      ],
    });
    const { status, code } = await desk.confirm(roster);
    expect([status, code]).toEqual([409, 'state_conflict']);
    await desk.work();
    expect(await labelsNow()).toEqual([PLACE.label]);
  });

  it('are added with the import once it is chosen, and everybody lives in theirs', async () => {
    const { import: roster } = await desk.preview(ROWS);
    const { status, body } = await desk.confirm(roster, { addHouses: { grid: 1 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ housesAdded: 3 });
    await desk.work();
    expect(await desk.read(roster.importId)).toMatchObject({
      state: 'done',
      housesAdded: 3,
      counts: { registered: 5 },
    });
    expect(await labelsNow()).toEqual(LABELS);
    expect(await houseOf('韩小梅')).toBe('3幢2单元502');
    expect(await houseOf('孙二')).toBe('9幢1单元101');
    const tree = await house.stores.places.readCompound('cmp_1');
    expect(tree?.buildings.map(({ number, grid }) => [number, grid])).toEqual([
      [3, 1],
      [9, 1],
    ]);
    const items = await itemsOf(engine.table);
    expect(
      items.find(({ label, sk }) => label === LABELS[3] && /^house#/.test(String(sk))),
    ).toMatchObject({
      version: 1,
      audit: { action: 'place.edit', purpose: 'places', office: 'property' },
    });
  });

  it('are added once, wherever the power goes out', { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 70 }, (_, at) => [
      `${7 + (at % 2)}-1-${101 + at}`,
      `孙${String.fromCodePoint(0x4e00 + at)}`,
      '业主',
      '',
    ]);
    const { import: roster } = await desk.preview(many);
    await desk.confirm(roster, { addHouses: { grid: 1 } });
    for (const command of [4, 6, 8, 9, 10, 11, 12, 14, 20]) {
      await desk.work(failingFrom(engine.table, command)).catch(() => undefined);
      house.clock.advance(60_001);
    }
    await desk.work();
    expect((await desk.read(roster.importId)).counts.registered).toBe(70);
    const houses = await house.stores.compounds.listHouses('cmp_1');
    expect(houses).toHaveLength(71);
    expect(new Set(houses.map(({ label }) => label)).size).toBe(71);
    const lived = new Set(houses.map(({ houseId }) => houseId));
    const people = await house.stores.residents.listResidents('cmp_1');
    expect(people.filter(({ houseId }) => !lived.has(houseId))).toEqual([]);
  });

  it('are taken as they are where somebody else has added them meanwhile', async () => {
    const { import: roster } = await desk.preview(ROWS.slice(0, 3));
    await desk.confirm(roster, { addHouses: {} });
    const { body } = await house.call(
      'manager',
      'POST',
      '/api/v1/manager/buildings/bld_1_3/houses',
      {
        cookie: await house.staffCookie('property_manager'),
        body: { unit: 2, room: '502' },
      },
    );
    await desk.work();
    const people = await house.stores.residents.listResidents('cmp_1');
    expect(people.find(({ name }) => name === '韩梅梅')?.houseId).toBe(Object(body).houseId);
    expect(await labelsNow()).toEqual([PLACE.label, '3幢2单元502']);
  });

  it('stay when the import is withdrawn', async () => {
    const { import: roster } = await desk.preview(ROWS);
    await desk.confirm(roster, { addHouses: { grid: 1 } });
    await desk.work();
    await desk.withdraw(roster);
    await desk.work();
    expect(await desk.read(roster.importId)).toMatchObject({ state: 'withdrawn', housesAdded: 3 });
    expect(await labelsNow()).toEqual(LABELS);
  });

  it('are not added while anything else has to be mended, nor where the unit is not named', async () => {
    const mixed = await desk.preview([...ROWS, ['3-2-501', '', '业主', '']]);
    expect(mixed.missing).toMatchObject({ rows: 4, addable: false });
    expect((await desk.confirm(mixed.import, { addHouses: { grid: 1 } })).code).toBe(
      'state_conflict',
    );
    const unitless = await desk.preview([['9-101', '孙二', '业主', '']]);
    expect(unitless.missing).toBeUndefined();
    expect(await desk.errors(unitless.import.importId)).toMatchObject([
      { code: 'house_unknown', says: { zh: '本小区没有这套房，也没有写单元' } },
    ]);
  });

  it('belong to a grid that is there, where their building is new', async () => {
    const { import: roster } = await desk.preview(ROWS);
    for (const addHouses of [{}, { grid: 8 }]) {
      const { status, field } = await desk.confirm(roster, { addHouses });
      expect([status, field]).toEqual([400, 'grid']);
    }
  });
});
