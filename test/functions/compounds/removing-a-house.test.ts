import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCompoundStore } from '../../../functions/compounds/index.ts';
import { removeHouse } from '../../../functions/compounds/remove-house.ts';
import { createAccountStore } from '../../../functions/identity/index.ts';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import { isFailure } from '../../../functions/platform/failure.ts';
import { randomBytes } from '../../../functions/platform/random.ts';
import { createImportedResidents } from '../../../functions/residents/index.ts';
import { workOnImports } from '../../../functions/roster/index.ts';
import type { HouseId } from '../../../shared/ids.ts';
import { BuildingPlaces } from '../../../shared/messages/places.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { rosterDesk, workPorts } from '../../support/roster-desk.ts';
import { accountOfPhone, GRANTED_UNTIL, PHONES, STAFF } from '../../support/street.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let empty: HouseId;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  empty = await newHouse('601');
});
afterEach(() => engine.stop());

async function manager(method: string, path: string, body?: unknown) {
  return house.call('manager', method, `/api/v1/manager${path}`, {
    cookie: await house.staffCookie('property_manager', { now: clock() }),
    ...(body === undefined ? {} : { body }),
  });
}
async function newHouse(room: string): Promise<HouseId> {
  await manager('POST', '/buildings/bld_1_3/houses', { unit: 2, room });
  const { houses } = BuildingPlaces.parse((await manager('GET', '/buildings/bld_1_3/places')).body);
  const found = houses.find((one) => one.room === room);
  if (found === undefined) throw new Error('no such house');
  return found.houseId;
}
const register = (name: string, at = '3-2-601') =>
  manager('POST', '/compounds/cmp_1/residents', { house: at, name, tie: 'owner' });
const remove = (id = empty) => manager('DELETE', `/houses/${id}`);
const stands = async (id = empty) => (await house.stores.places.findHouse(id)) !== undefined;
const livedIn = (id = empty) => house.stores.residents.isLivedIn(id);

const facts = () => operatorFacts('place.edit', 'places', clock());

/** The verb itself, with something that happens between two of its steps. */
const removeWhile = (isLivedIn: (id: HouseId) => Promise<boolean>) =>
  removeHouse(
    { places: house.stores.places, random: randomBytes, isLivedIn },
    {
      actor: {
        kind: 'staff',
        accountId: accountOfPhone(PHONES.manager),
        staffId: STAFF.manager,
        sessionId: 'ses_0000000000000001',
        grants: [{ role: 'property_manager', node: 'cmp_1', until: GRANTED_UNTIL }],
      },
      houseId: empty,
      now: clock(),
    },
  );

describe('a house that is being removed', () => {
  it('stays where somebody is registered between the look at it and its end', async () => {
    let looks = 0;
    const outcome = await removeWhile(async (id) => {
      const seen = await livedIn(id);
      if (looks++ === 0) expect((await register('李雷')).status).toBe(200);
      return seen;
    });
    expect(outcome).toMatchObject({ failure: 'place_not_empty' });
    expect([await stands(), await livedIn()]).toEqual([true, true]);
    // And it takes people in again.
    expect((await register('韩梅梅')).status).toBe(200);
  });

  it('takes nobody in from the moment on which it is decided', async () => {
    let looks = 0;
    const outcome = await removeWhile(async (id) => {
      const seen = await livedIn(id);
      if (looks++ === 1) {
        const late = await register('李雷');
        expect([late.code, late.field]).toEqual(['invalid_input', 'house']);
      }
      return seen;
    });
    expect(outcome).toBeUndefined();
    expect([await stands(), await livedIn()]).toEqual([false, false]);
  });

  it('is removed or lived in, and never both, however often two try it at once', async () => {
    const ends = new Set<string>();
    for (let at = 0; at < 20; at++) {
      const room = `${700 + at}`;
      const id = await newHouse(room);
      const [gone, came] = await Promise.all([remove(id), register('李雷', `3-2-${room}`)]);
      const [is, lived] = [await stands(id), await livedIn(id)];
      expect([is, lived]).toEqual(
        came.status === 200 ? [true, true] : [gone.status !== 204, false],
      );
      ends.add(`${gone.status} ${came.status}`);
    }
    expect([...ends].some((end) => end.startsWith('204'))).toBe(true);
  });

  it('takes people in again a minute after a removal that was broken off', async () => {
    const held = await house.stores.places.holdHouse(empty, facts());
    expect((await register('李雷')).code).toBe('invalid_input');
    clock.advance(60_001);
    expect((await register('李雷')).status).toBe(200);
    // The removal that was broken off does nothing any more.
    if (held === 'conflict') throw new Error('not held');
    const late = await house.stores.places.removeHouse(
      { houseId: empty, building: 3, unit: 2, room: '601', label: '3幢2单元601' },
      { held, audit: facts() },
    );
    expect([late, await stands()]).toEqual(['conflict', true]);
  });
});

describe('a roster whose house is removed', () => {
  const rows = [
    ['3-2-601', '李雷', '业主', '13811110001'],
    ['3-2-501', '韩梅梅', '租客', ''],
  ];

  it('after its preview leaves those people out, says so, and keeps nothing of them', async () => {
    const desk = rosterDesk(house);
    const preview = await desk.preview(rows);
    await desk.confirm(preview.import);
    expect((await remove()).status).toBe(204);
    await desk.work();
    expect(await desk.read(preview.import.importId)).toMatchObject({
      state: 'done',
      counts: { registered: 1, skipped: 1 },
    });
    const names = (await house.stores.residents.listResidents('cmp_1')).map(({ name }) => name);
    expect(names).toContain('韩梅梅');
    expect(names).not.toContain('李雷');
    expect(await livedIn()).toBe(false);
    const account = accountOfPhone('13811110001');
    expect((await createAccountStore(engine.table).findHolders(account)).residents).toEqual([]);
  });

  it('at the moment at which its people come in is removed or lived in, never both', async () => {
    for (let at = 0; at < 20; at++) {
      const room = `${700 + at}`;
      const id = await newHouse(room);
      const desk = rosterDesk(house);
      const preview = await desk.preview([[`3-2-${room}`, '李雷', '业主', '']]);
      await desk.confirm(preview.import);
      const [gone] = await Promise.all([remove(id), desk.work().catch(() => undefined)]);
      clock.advance(60_001);
      await desk.work();
      const { counts } = await desk.read(preview.import.importId);
      expect([await stands(id), await livedIn(id)]).toEqual(
        gone.status === 204 ? [false, false] : [true, true],
      );
      expect(counts).toMatchObject({ registered: gone.status === 204 ? 0 : 1 });
    }
  });

  it('waits while the house is held, and goes on once that is decided', async () => {
    const desk = rosterDesk(house);
    const preview = await desk.preview(rows);
    await desk.confirm(preview.import);
    const places = house.stores.places;
    const imported = createImportedResidents(engine.table);
    const ports = workPorts(engine.table);
    let held = false;
    const run = { id: 'run_held', clock, endsAt: Number.MAX_SAFE_INTEGER };
    const work = workOnImports(
      {
        ...ports,
        compounds: {
          ...createCompoundStore(engine.table),
          listTakingIn: async (houses, audit) => {
            held = (await places.holdHouse(empty, audit)) !== 'conflict';
            return createCompoundStore(engine.table).listTakingIn(houses, audit);
          },
        },
        imported,
      },
      ['cmp_1'],
      run,
    );
    await expect(work).rejects.toThrow('being removed');
    expect(held).toBe(true);
    clock.advance(60_001);
    await desk.work();
    expect(await desk.read(preview.import.importId)).toMatchObject({
      state: 'done',
      counts: { registered: 2 },
    });
    expect(isFailure(await removeWhile(livedIn))).toBe(true);
  });
});
