import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDepartures, finishMovesOut } from '../../../functions/houses/index.ts';
import { createTenancyPasses } from '../../../functions/passes/index.ts';
import { cardOffice } from '../../support/cards.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { HOUSES, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { houseOffice, letHouse } from './house-office.ts';

let engine: TestEngine;
let house: Gatehouse;
let office: ReturnType<typeof houseOffice>;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  office = houseOffice(house);
});
afterEach(() => engine.stop());

const BOTH = [RESIDENTS.mother, RESIDENTS.child];
const preview = (residents: readonly string[] = BOTH) =>
  office.post(`${office.path()}/moving-out-previews`, { residents });
const moveOut = (changed: Record<string, unknown> = {}) =>
  office.post(`${office.path()}/moving-out`, {
    residents: BOTH,
    on: office.today(),
    plates: ['浙A12345'],
    ...changed,
  });
const passesOf = async (id: (typeof BOTH)[number]) =>
  (await house.stores.passes.findPassesOfResident(id, house.clock())).passes;
async function atTheGate(phone: ResidentPhone, seq = 1) {
  const device = await house.deviceAt(GATES.east);
  const { body } = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, {
    device,
    body: { boot: 1, seq, code: phone.showAt(house.clock()), direction: 'in' },
  });
  return body;
}

describe('moving out', () => {
  let mother: ResidentPhone;
  beforeEach(async () => {
    await letHouse(office, { tenants: BOTH });
    await office.post(`${office.path()}/vehicles`, { plate: '浙A12345' });
    mother = await house.phoneOf(RESIDENTS.mother);
    await cardOffice(house).giveCard(RESIDENTS.child);
  });

  it('says first what would end, and changes nothing by it', async () => {
    const counted = async () =>
      (await itemsOf(engine.table))
        // That it was read is kept.
        .filter(({ pk }) => !String(pk).includes('#reads#'))
        .map(({ pk, sk, version }) => `${pk} ${sk} ${version}`)
        .sort();
    const before = await counted();
    expect(await preview()).toMatchObject({
      status: 200,
      body: {
        people: [
          { residentId: RESIDENTS.mother, maskedName: '欧阳**', phones: 1, cards: 0, proxies: 0 },
          { residentId: RESIDENTS.child, phones: 0, cards: 1, proxies: 0 },
        ],
        whole: false,
        tenancies: [expect.stringMatching(/^ten_1_/)],
        plates: ['浙A12345'],
      },
    });
    expect(await preview([RESIDENTS.mother])).toMatchObject({ body: { tenancies: [] } });
    expect(await counted()).toEqual(before);
  });

  it('ends registration, passes, cards, the plate and the tenancy, and nobody else’s', async () => {
    const father = await house.phoneOf(RESIDENTS.father);
    expect(await moveOut()).toMatchObject({ status: 200, body: { state: 'done' } });
    for (const id of BOTH) {
      expect(await passesOf(id)).toMatchObject([
        { state: 'revoked', stateChange: { reason: 'moved_out' } },
      ]);
      expect(await house.stores.residents.findResident(id)).toMatchObject({
        state: 'moved_out',
        movedOutOn: office.today(),
      });
    }
    const { people, vehicles, tenancies } = await office.read();
    expect(people.map(({ residentId }) => residentId)).toEqual([RESIDENTS.father]);
    expect(vehicles).toEqual([]);
    expect(tenancies).toMatchObject([{ state: 'ended', endedOn: office.today() }]);
    expect(await atTheGate(mother)).toMatchObject({ outcome: 'deny', reason: 'revoked' });
    expect(await atTheGate(father)).toMatchObject({ outcome: 'allow' });
    expect(await house.stores.tenancies.findTenancyOfTenant(RESIDENTS.mother)).toBeUndefined();
  });

  it('ends what their number spoke for: no pass is given, and the number is not asked for them', async () => {
    await moveOut();
    const cookie = await house.residentCookie(PHONES.mother, [RESIDENTS.mother]);
    const path = `/api/v1/resident/residents/${RESIDENTS.mother}/pass`;
    const asked = await house.call('resident', 'PUT', path, {
      cookie,
      body: mother.passRequest(),
    });
    expect(asked).toMatchObject({ status: 409, code: 'pass_revoked' });
    const links = (await itemsOf(engine.table)).filter(
      ({ pk, sk }) => String(pk).startsWith('phone#') && BOTH.some((id) => sk === `resident#${id}`),
    );
    expect(links.filter(({ pk }) => !String(pk).endsWith('#gone'))).toEqual([]);
  });

  it('of one of several tenants leaves the tenancy to the others', async () => {
    await moveOut({ residents: [RESIDENTS.mother], plates: [] });
    const { tenancies, vehicles } = await office.read();
    expect(tenancies).toMatchObject([
      { state: 'running', tenants: [{ residentId: RESIDENTS.child }] },
    ]);
    expect(vehicles).toHaveLength(1);
  });

  it('is on a day that has been, of people who live there', async () => {
    expect(await moveOut({ on: office.inDays(1) })).toMatchObject({ code: 'invalid_input' });
    expect(await moveOut({ on: office.inDays(-400) })).toMatchObject({ code: 'invalid_input' });
    expect(await moveOut({ residents: [RESIDENTS.neighbour] })).toMatchObject({
      code: 'invalid_input',
      field: 'residents',
    });
    expect(await moveOut({ on: office.inDays(-3) })).toMatchObject({ status: 200 });
    expect((await office.read()).tenancies[0]?.endedOn).toBe(office.inDays(-3));
    await house.deliverResidents();
    const [gone] = (await office.read()).occupancy.filter(
      ({ residentId }) => residentId === RESIDENTS.mother,
    );
    expect(gone).toMatchObject({ until: office.inDays(-3) });
  });

  describe('that is broken off', () => {
    const FACTS = {
      action: 'moving_out.record',
      by: 'stf_0000000000000006',
      office: 'property',
      purpose: 'moving_out',
      at: 1,
    } as const;
    const createDeparturesOf = ({ stores }: Gatehouse) =>
      createDepartures({ ...stores, passes: createTenancyPasses(stores.passes) });
    const recorded = () => ({
      moveId: 'mov_1_0000000000000001' as const,
      houseId: HOUSES.family,
      residents: BOTH,
      plates: ['浙A12345'],
      on: office.today(),
      state: 'recorded' as const,
      version: 1,
      audit: FACTS,
    });
    beforeEach(async () => {
      await house.stores.moves.recordMove(recorded());
      // So far it came: one of the two is out, and nothing else.
      await createDeparturesOf(house).end(RESIDENTS.mother, office.today(), FACTS);
      expect(await passesOf(RESIDENTS.child)).toMatchObject([{ state: 'active' }]);
    });
    const isWhole = async () => {
      for (const id of BOTH) expect(await passesOf(id)).toMatchObject([{ state: 'revoked' }]);
      const { vehicles, tenancies } = await office.read();
      expect([vehicles, tenancies[0]?.state]).toEqual([[], 'ended']);
      expect(await house.stores.moves.listOpenMoves('cmp_1')).toEqual([]);
    };

    it('is finished by asking again', async () => {
      expect(await moveOut()).toMatchObject({
        status: 200,
        body: { moveId: 'mov_1_0000000000000001', state: 'done' },
      });
      await isWhole();
    });

    it('is finished by the clock, once, also by two runs at a time', async () => {
      const { moves, tenancies, vehicles } = house.stores;
      const ports = { moves, tenancies, vehicles, departures: createDeparturesOf(house) };
      await Promise.all([
        finishMovesOut(ports, 'cmp_1', house.clock()),
        finishMovesOut(ports, 'cmp_1', house.clock()),
      ]).catch(() => undefined);
      await finishMovesOut(ports, 'cmp_1', house.clock());
      await isWhole();
    });
  });
});
