import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlaceId } from '../../../shared/ids.ts';
import type { Role } from '../../../shared/roles.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

const flag = `/residents/${RESIDENTS.father}/special-care`;
async function as(role: Role, node: PlaceId, method: string, path: string, body?: unknown) {
  return house.call('manager', method, `/api/v1/manager${path}`, {
    cookie: await house.staffCookie(role, { node }),
    ...(body === undefined ? {} : { body }),
  });
}
/** Recorded by knocking once. */
async function staffIdOf(role: Role, node: PlaceId): Promise<string> {
  await house.staffCookie(role, { node });
  return house.staffIdOf(role, node);
}

describe('that somebody is looked after', () => {
  it('is seen by the helper and the backup, and by nobody else', async () => {
    const helper = await staffIdOf('grid_worker', 'grd_1_1');
    const backup = await staffIdOf('volunteer', 'bld_1_3');
    const body = { kind: 'frail', helper, backup };
    expect((await as('community_worker', 'cmp_1', 'PUT', flag, body)).status).toBe(204);
    expect((await as('grid_worker', 'grd_1_1', 'GET', flag)).body).toMatchObject({
      kind: 'frail',
      as: 'helper',
      maskedName: '王**',
      houseLabel: '3幢2单元501',
    });
    expect((await as('volunteer', 'bld_1_3', 'GET', flag)).body).toMatchObject({ as: 'backup' });
    for (const [role, node] of [
      ['grid_worker', 'grd_1_2'],
      ['grid_leader', 'grd_1_1'],
      ['community_worker', 'cmp_1'],
      ['property_manager', 'cmp_1'],
      ['house_steward', 'cmp_1'],
    ] as const) {
      for (const resident of [RESIDENTS.father, RESIDENTS.mother]) {
        const path = `/residents/${resident}/special-care`;
        const { status, code } = await as(role, node, 'GET', path);
        expect([role, status, code]).toEqual([role, 403, 'not_permitted']);
      }
    }
  });

  it('is in no list, in no detail, and not told to the household', async () => {
    const helper = await staffIdOf('grid_worker', 'grd_1_1');
    await as('community_worker', 'cmp_1', 'PUT', flag, { kind: 'pregnant', helper });
    const mother = residentBrowser(house);
    await mother.signIn(PHONES.mother);
    const answers = [
      await as('property_manager', 'cmp_1', 'POST', '/compounds/cmp_1/register', {}),
      await as('grid_worker', 'grd_1_1', 'POST', '/compounds/cmp_1/register', {}),
      await as('property_manager', 'cmp_1', 'GET', `/residents/${RESIDENTS.father}`),
      await mother.call('GET', '/household'),
      await mother.call('GET', `/residents/${RESIDENTS.mother}/record`),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/pregnant|care"/);
    }
  });

  it('is seen by the person, who ends it', async () => {
    const helper = await staffIdOf('grid_worker', 'grd_1_1');
    await as('community_worker', 'cmp_1', 'PUT', flag, { kind: 'lives_alone', helper });
    const father = residentBrowser(house);
    await father.signIn(PHONES.father);
    const record = async () =>
      Object((await father.call('GET', `/residents/${RESIDENTS.father}/record`)).body).specialCare;
    expect(await record()).toMatchObject({ kind: 'lives_alone' });
    expect((await father.call('DELETE', flag)).status).toBe(204);
    expect(await record()).toBeUndefined();
    expect((await as('grid_worker', 'grd_1_1', 'GET', flag)).code).toBe('not_permitted');
    expect(JSON.stringify(await itemsOf(house.table))).not.toContain('lives_alone');
  });

  it('is assigned to somebody else by the community alone', async () => {
    const [first, second] = [
      await staffIdOf('grid_worker', 'grd_1_1'),
      await staffIdOf('volunteer', 'bld_1_3'),
    ];
    await as('community_worker', 'cmp_1', 'PUT', flag, { kind: 'frail', helper: first });
    const body = { kind: 'frail', helper: second };
    expect((await as('property_manager', 'cmp_1', 'PUT', flag, body)).code).toBe('not_permitted');
    await as('community_worker', 'cmp_1', 'PUT', flag, body);
    expect((await as('grid_worker', 'grd_1_1', 'GET', flag)).code).toBe('not_permitted');
    expect((await as('volunteer', 'bld_1_3', 'GET', flag)).status).toBe(200);
  });

  it('is listed for the helper and the backup alone, and for neither beyond their role', async () => {
    const own = '/compounds/cmp_1/own-special-care';
    const helper = await staffIdOf('community_doctor', 'cmp_1');
    const backup = await staffIdOf('volunteer', 'bld_1_3');
    await as('community_worker', 'cmp_1', 'PUT', flag, { kind: 'chronic', helper, backup });
    const person = { residentId: RESIDENTS.father, maskedName: '王**', houseLabel: '3幢2单元501' };
    expect((await as('community_doctor', 'cmp_1', 'GET', own)).body).toEqual({
      people: [{ ...person, kind: 'chronic', as: 'helper', since: house.clock() }],
    });
    expect((await as('volunteer', 'bld_1_3', 'GET', own)).body).toMatchObject({
      people: [{ ...person, as: 'backup' }],
    });
    expect((await as('community_worker', 'cmp_1', 'GET', own)).body).toEqual({ people: [] });
    expect((await as('grid_worker', 'grd_1_1', 'GET', own)).body).toEqual({ people: [] });
    for (const role of ['property_manager', 'house_steward'] as const) {
      expect((await as(role, 'cmp_1', 'GET', own)).code).toBe('not_permitted');
    }
    expect((await as('volunteer', 'cmp_2', 'GET', own)).code).toBe('not_permitted');
  });

  it('is assigned to nobody who holds their role in another grid or building, and says so', async () => {
    const good = await staffIdOf('grid_worker', 'grd_1_1');
    for (const [role, node] of [
      ['grid_worker', 'grd_1_2'],
      ['volunteer', 'bld_1_4'],
    ] as const) {
      const other = await staffIdOf(role, node);
      for (const [field, body] of [
        ['helper', { kind: 'frail', helper: other }],
        ['backup', { kind: 'frail', helper: good, backup: other }],
      ] as const) {
        const answer = await as('community_worker', 'cmp_1', 'PUT', flag, body);
        expect([answer.status, answer.code, answer.field]).toEqual([
          409,
          'helper_elsewhere',
          field,
        ]);
      }
    }
    const kept = (await itemsOf(house.table)).map(({ sk }) => String(sk));
    expect(kept.filter((sk) => sk.startsWith('special-care#'))).toEqual([]);
  });

  it('is assigned to nobody whose role there does not let them see it', async () => {
    const good = await staffIdOf('grid_worker', 'grd_1_1');
    const guard = await staffIdOf('guard', 'cmp_1');
    const elsewhere = await staffIdOf('grid_worker', 'grd_2_1');
    const unknown = 'stf_00000000000000ff';
    for (const wrong of [guard, elsewhere, unknown]) {
      for (const [field, body] of [
        ['helper', { kind: 'frail', helper: wrong }],
        ['backup', { kind: 'frail', helper: good, backup: wrong }],
      ] as const) {
        const answer = await as('community_worker', 'cmp_1', 'PUT', flag, body);
        expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid_input', field]);
      }
    }
    const ended = { staffId: good, role: 'grid_worker' };
    const path = '/places/grd_1_1/ended-grants';
    expect((await as('community_worker', 'cmp_1', 'POST', path, ended)).status).toBe(204);
    const body = { kind: 'frail', helper: good };
    expect((await as('community_worker', 'cmp_1', 'PUT', flag, body)).field).toBe('helper');
    const kept = (await itemsOf(house.table)).map(({ sk }) => String(sk));
    expect(kept.filter((sk) => sk.startsWith('special-care#'))).toEqual([]);
  });
});
