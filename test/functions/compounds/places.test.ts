import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlaceStore } from '../../../functions/compounds/index.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import { BuildingPlaces, CompoundPlaces, Places } from '../../../shared/messages/places.ts';
import type { Role } from '../../../shared/roles.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { HOUSES, RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

const as =
  (role: Role, node: PlaceId = 'cmp_1') =>
  async (method: string, path: string, body?: unknown) =>
    house.call('manager', method, `/api/v1/manager${path}`, {
      cookie: await house.staffCookie(role, { node }),
      ...(body === undefined ? {} : { body }),
    });
const manager = as('property_manager');
const treeOf = async (ask = manager) =>
  CompoundPlaces.parse((await ask('GET', '/compounds/cmp_1/places')).body);
const housesOf = async (building: string, ask = manager) =>
  BuildingPlaces.parse((await ask('GET', `/buildings/${building}/places`)).body).houses;
const itemsNow = async () => {
  const items = await itemsOf(engine.table);
  return new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
};

describe('the tree of places', () => {
  it('is a street, its communities, their compounds, for whoever sees something of them', async () => {
    const seenBy = async (role: Role, node: PlaceId) =>
      Places.parse((await as(role, node)('GET', '/places')).body).streets.map((street) => [
        street.name,
        ...street.communities.flatMap(({ name, compounds }) => [
          name,
          ...compounds.map((one) => one.name),
        ]),
      ]);
    expect(await seenBy('property_manager', 'cmp_1')).toEqual([
      ['青枫街道', '锦苑社区', '锦苑小区'],
    ]);
    expect(await seenBy('street_administrator', 'str_1')).toEqual([
      ['青枫街道', '锦苑社区', '锦苑小区', '桂花里'],
    ]);
    expect(await seenBy('building_captain', 'bld_2_3')).toEqual([
      ['青枫街道', '锦苑社区', '桂花里'],
    ]);
  });

  it('opens a compound to grids and buildings, and a building to its houses in their order', async () => {
    await manager('POST', '/compounds/cmp_1/buildings', {
      number: 12,
      grid: 1,
      units: 2,
      floors: 11,
      doors: 2,
    });
    const { buildings, grids, editable } = await treeOf();
    expect([grids.map(({ name }) => name), editable]).toEqual([['第一网格'], true]);
    expect(buildings.map(({ label }) => label)).toEqual(['3幢', '12幢']);
    const doors = (await housesOf('bld_1_12')).map(({ unit, room }) => `${unit}-${room}`);
    expect(doors).toHaveLength(44);
    expect([doors[0], doors[17], doors[18], doors.at(-1)]).toEqual([
      '1-101',
      '1-902',
      '1-1001',
      '2-1102',
    ]);
  });

  it('shows a grid worker their grid, a captain their building, and neither may edit', async () => {
    await manager('POST', '/compounds/cmp_1/grids', { name: '第二网格' });
    for (const number of [4, 5]) {
      await manager('POST', '/compounds/cmp_1/buildings', {
        number,
        grid: number === 4 ? 1 : 2,
        units: 1,
        floors: 1,
        doors: 1,
      });
    }
    const worker = as('grid_worker', 'grd_1_1');
    const seen = await treeOf(worker);
    expect(seen.buildings.map(({ number }) => number)).toEqual([3, 4]);
    expect([seen.grids.map(({ number }) => number), seen.editable]).toEqual([[1], false]);
    const captain = as('building_captain', 'bld_1_5');
    expect((await treeOf(captain)).buildings.map(({ number }) => number)).toEqual([5]);
    expect((await captain('GET', '/buildings/bld_1_4/places')).code).toBe('not_permitted');
    expect((await worker('GET', '/buildings/bld_1_5/places')).code).toBe('not_permitted');
    const { code } = await worker('PUT', '/buildings/bld_1_4/grid', { grid: 2, version: 1 });
    expect(code).toBe('not_permitted');
  });

  it('of a compound laid by an earlier release is whole at the first look', async () => {
    await engine.table.documents.send(
      new DeleteCommand({
        TableName: engine.table.name,
        Key: { pk: 'cmp_1', sk: 'place#3#2#501' },
      }),
    );
    for (const Key of [
      { pk: 'cmp_1', sk: 'compound' },
      { pk: 'directory', sk: 'compound#cmp_1' },
    ]) {
      await engine.table.documents.send(
        new UpdateCommand({
          TableName: engine.table.name,
          Key,
          UpdateExpression: 'REMOVE placed, version',
        }),
      );
    }
    // A process that has not looked yet.
    const places = createPlaceStore({ ...engine.table });
    expect(await places.findHouseAt('cmp_1', { building: 3, unit: 2, room: '501' })).toBe(
      HOUSES.family,
    );
    const renamed = await manager('PUT', '/compounds/cmp_1/name', { name: '锦苑', version: 1 });
    expect(renamed.body).toEqual({ version: 2 });
  });
});

describe('editing the tree', () => {
  it('moves a building to another grid, and nothing else of it: people, passes, history stay', async () => {
    await house.phoneOf(RESIDENTS.father);
    await manager('POST', '/compounds/cmp_1/grids', { name: '第二网格' });
    const before = await itemsNow();
    clock.advance(1_000);
    const moved = await manager('PUT', '/buildings/bld_1_3/grid', { grid: 2, version: 1 });
    expect(moved.body).toEqual({ version: 2 });
    const after = await itemsNow();
    const changed = [...after].filter(([key, item]) => !isDeepStrictEqual(item, before.get(key)));
    expect(changed.map(([key]) => key).sort()).toEqual([
      'cmp_1 building#3',
      'cmp_1 grid#1',
      'cmp_1 grid#2',
    ]);
    expect(after.size).toBe(before.size);
    expect(after.get('cmp_1 building#3')).toMatchObject({
      grid: 2,
      version: 2,
      audit: {
        action: 'place.edit',
        by: STAFF.manager,
        office: 'property',
        purpose: 'places',
        at: clock(),
      },
    });
    const back = await manager('PUT', '/buildings/bld_1_3/grid', { grid: 1, version: 2 });
    expect(back.body).toEqual({ version: 3 });
  });

  it('lets one of two who saw the same win, and tells the other', async () => {
    await manager('POST', '/compounds/cmp_1/grids', { name: '第二网格' });
    await manager('POST', '/compounds/cmp_1/grids', { name: '第三网格' });
    const answers = await Promise.all(
      [2, 3, 2, 3].map((grid) => manager('PUT', '/buildings/bld_1_3/grid', { grid, version: 1 })),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(2);
    const codes = answers.flatMap(({ code }) => code ?? []);
    expect(new Set(codes)).toEqual(new Set(['state_conflict']));
    const { code } = await manager('PUT', '/buildings/bld_1_3/grid', { grid: 9, version: 2 });
    expect(code).toBe('state_conflict');
  });

  it('renames a compound where its gates’ devices read it, and a grid', async () => {
    const device = await house.deviceAt(GATES.east);
    const stateOf = async () => {
      const { body } = await house.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, {
        device,
      });
      const [, claims = ''] = String(Object(body).rules).split('.');
      return JSON.parse(Buffer.from(claims, 'base64url').toString()).rules.compoundName;
    };
    expect(await stateOf()).toBe('锦苑小区');
    await manager('PUT', '/compounds/cmp_1/name', { name: '锦苑东区', version: 1 });
    clock.advance(3_000);
    expect(await stateOf()).toBe('锦苑东区');
    await manager('PUT', '/grids/grd_1_1/name', { name: '东片', version: 1 });
    const { grids, name } = await treeOf();
    expect([name, grids[0]?.name, grids[0]?.version]).toEqual(['锦苑东区', '东片', 2]);
    const late = await manager('PUT', '/grids/grd_1_1/name', { name: '西片', version: 1 });
    expect(late.code).toBe('state_conflict');
  });

  it('removes only what is empty, and nothing that has just come to hold something', async () => {
    expect((await manager('DELETE', '/grids/grd_1_1', { version: 1 })).code).toBe(
      'place_not_empty',
    );
    expect((await manager('DELETE', '/buildings/bld_1_3', { version: 1 })).code).toBe(
      'place_not_empty',
    );
    expect((await manager('DELETE', `/houses/${HOUSES.family}`)).code).toBe('place_not_empty');

    const { body } = await manager('POST', '/compounds/cmp_1/grids', { name: '第二网格' });
    expect(body).toEqual({ gridId: 'grd_1_2' });
    await manager('POST', '/compounds/cmp_1/buildings', {
      number: 5,
      grid: 2,
      units: 1,
      floors: 1,
      doors: 1,
    });
    const store = house.stores.places;
    expect(await store.removeGrid('grd_1_2', 1)).toBe('conflict');
    const [only] = await housesOf('bld_1_5');
    expect((await manager('DELETE', `/houses/${only?.houseId}`)).status).toBe(204);
    const { buildings } = await treeOf();
    const version = buildings.find(({ number }) => number === 5)?.version;
    expect((await manager('DELETE', '/buildings/bld_1_5', { version })).status).toBe(204);
    const grid = (await treeOf()).grids.find(({ number }) => number === 2);
    expect((await manager('DELETE', '/grids/grd_1_2', { version: grid?.version })).status).toBe(
      204,
    );
    expect((await treeOf()).grids).toHaveLength(1);
  });

  it('lays a building once; broken off, the same again finishes it with the same houses', async () => {
    const body = { number: 6, grid: 1, units: 2, floors: 3, doors: 2 };
    const laid = await manager('POST', '/compounds/cmp_1/buildings', body);
    expect(laid.body).toEqual({ buildingId: 'bld_1_6', houses: 12 });
    const ids = (await housesOf('bld_1_6')).map(({ houseId }) => houseId);
    const again = await manager('POST', '/compounds/cmp_1/buildings', body);
    expect([again.code, again.field]).toEqual(['place_taken', 'number']);

    // As it stands where the machine went before it was whole.
    const { name: TableName, documents } = engine.table;
    const Key = { pk: 'cmp_1', sk: 'building#6' };
    const laying = { units: 2, floors: 3, doors: 2, seed: `${STAFF.manager} ${clock()}` };
    await documents.send(
      new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET laying = :laying',
        ExpressionAttributeValues: { ':laying': laying },
      }),
    );
    await documents.send(
      new DeleteCommand({ TableName, Key: { pk: 'cmp_1', sk: 'place#6#2#302' } }),
    );
    clock.advance(60_000);
    expect((await manager('POST', '/compounds/cmp_1/buildings', body)).status).toBe(200);
    expect((await housesOf('bld_1_6')).map(({ houseId }) => houseId)).toEqual(ids);
  });

  it('adds a house at a door that is free, and at no other', async () => {
    const added = await manager('POST', '/buildings/bld_1_3/houses', { unit: 2, room: '502' });
    expect(added.status).toBe(200);
    const twice = await manager('POST', '/buildings/bld_1_3/houses', { unit: 2, room: '502' });
    expect([twice.code, twice.field]).toEqual(['place_taken', 'room']);
    expect((await housesOf('bld_1_3')).map(({ label }) => label)).toEqual([
      '3幢2单元501',
      '3幢2单元502',
    ]);
  });
});
