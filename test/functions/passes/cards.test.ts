import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import { randomBytes } from '../../../functions/platform/random.ts';
import { isCardNumber } from '../../../shared/code/card-number.ts';
import { readCode } from '../../../shared/code/pass-code.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';
import { newResidentId, passIndexOf } from '../../../shared/ids.ts';
import { FoundResidents, ResidentPass } from '../../../shared/messages/cards.ts';
import { cardOffice } from '../../support/cards.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { newKeyPair } from '../../support/key-pair.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { HOUSES, PHONES, PLACE, RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const DAY = 86_400_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let office: ReturnType<typeof cardOffice>;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  office = cardOffice(house);
});
afterEach(() => engine.stop());

const listed = async () => house.stores.lists.findSource('cmp_1', 0);
const numbers = () => house.stores.cards.listCards('cmp_1', clock());

describe('a printed card', () => {
  it('is signed without a device key, for a year, with a number that is found with it', async () => {
    const card = await office.giveCard(RESIDENTS.mother);
    const parts = readCode(card.code);
    if (isRefusal(parts)) throw new Error(parts.refused);
    expect(parts.part).toMatchObject({ kind: 'card', compound: 1, class: 'resident' });
    expect(parts.proof).toBeUndefined();
    expect(card.expires - card.notBefore).toBe(365 * 24 * 3600);
    expect(isCardNumber(card.number)).toBe(true);
    expect(Buffer.from((await numbers()).get(card.number) ?? [])).toEqual(
      Buffer.from(parts.partBytes),
    );
    const item = (await itemsOf(engine.table)).find(({ sk }) => String(sk).startsWith('pass#'));
    expect(item).toMatchObject({
      passId: card.passId,
      cardNumber: card.number,
      state: 'active',
      issue: { by: STAFF.manager, at: clock() },
    });
  });

  it('is the same one when asked again, by one request or by five at once', async () => {
    const cards = await Promise.all(
      Array.from({ length: 5 }, () => office.giveCard(RESIDENTS.mother)),
    );
    expect(new Set(cards.map(({ passId }) => passId)).size).toBe(1);
    expect(cards.filter(({ made }) => made)).toHaveLength(1);
    expect((await numbers()).size).toBe(1);
  });

  it('lost is withdrawn and replaced in one step, and asked again it is the same replacement', async () => {
    const old = await office.giveCard(RESIDENTS.mother);
    clock.advance(DAY);
    const next = await office.giveCard(RESIDENTS.mother, old.passId);
    expect(next.made).toBe(true);
    expect([next.number === old.number, next.passId === old.passId]).toEqual([false, false]);
    const again = await office.giveCard(RESIDENTS.mother, old.passId);
    expect(again).toEqual({ ...next, made: false });
    const { exceptions } = await listed();
    expect([...exceptions]).toEqual([
      [passIndexOf(old.passId), [{ state: 'revoked', since: clock() }]],
    ]);
    const { passes } = await house.stores.passes.findPassesOfResident(RESIDENTS.mother, clock());
    expect(passes.find(({ passId }) => passId === old.passId)).toMatchObject({
      state: 'revoked',
      stateChange: { by: STAFF.manager, reason: 'lost_card', at: clock() },
    });
  });

  it('lost is withdrawn also where its successor is printed already', async () => {
    const old = await office.giveCard(RESIDENTS.mother);
    clock.set(old.expires * 1000 - 30 * DAY);
    const next = await office.giveCard(RESIDENTS.mother);
    expect(next.passId).not.toBe(old.passId);
    expect(await office.giveCard(RESIDENTS.mother)).toEqual({ ...next, made: false });
    expect((await listed()).exceptions.size).toBe(0);
    expect(await office.giveCard(RESIDENTS.mother, old.passId)).toEqual({ ...next, made: false });
    expect([...(await listed()).exceptions.keys()]).toEqual([passIndexOf(old.passId)]);
  });

  it('that is suspended is not replaced by asking, but by reporting it lost', async () => {
    const card = await office.giveCard(RESIDENTS.mother);
    await office.setState(card.passId, { state: 'suspended', reason: 'lost_card' });
    const { status, code } = await office.askForCard(RESIDENTS.mother);
    expect([status, code]).toEqual([409, 'pass_suspended']);
    expect((await office.giveCard(RESIDENTS.mother, card.passId)).made).toBe(true);
  });

  it('is given to nobody whose right was withdrawn, lost or not', async () => {
    const card = await office.giveCard(RESIDENTS.mother);
    const order = { reason: 'order_with_document', documentNumber: '杭公2026-17' };
    await office.setState(card.passId, { state: 'revoked', ...order });
    for (const lost of [undefined, card.passId]) {
      expect((await office.askForCard(RESIDENTS.mother, lost)).code).toBe('pass_revoked');
    }
  });

  it('is replaced only where it is this resident’s', async () => {
    const others = await office.giveCard(RESIDENTS.father);
    expect((await office.askForCard(RESIDENTS.mother, others.passId)).code).toBe('not_found');
    const phone = await house.phoneOf(RESIDENTS.father);
    const answer = await office.askForCard(RESIDENTS.father, phone.pass.passId);
    expect(answer.code).toBe('not_found');
    expect((await listed()).exceptions.size).toBe(0);
  });

  it('signed by a key that was withdrawn is made anew', async () => {
    const card = await office.giveCard(RESIDENTS.mother);
    house.keyring.rotate(newKeyPair(), 2);
    expect((await office.giveCard(RESIDENTS.mother)).passId).toBe(card.passId);
    house.keyring.withdraw(1);
    expect((await office.giveCard(RESIDENTS.mother)).made).toBe(true);
  });

  it('gives its number away when its index is free, and not before', async () => {
    const card = await office.giveCard(RESIDENTS.mother);
    const over = card.expires * 1000 + 31 * DAY;
    clock.set(over - 1);
    expect(await house.stores.cards.findCard('cmp_1', card.number, clock())).toBeDefined();
    clock.set(over);
    expect(await house.stores.cards.findCard('cmp_1', card.number, clock())).toBeUndefined();
    expect((await numbers()).size).toBe(0);
  });
});

describe('cards and phones', () => {
  it('do not count as each other: five phones and a card', async () => {
    const card = await office.giveCard(RESIDENTS.father);
    for (let phone = 0; phone < 5; phone++) await house.phoneOf(RESIDENTS.father);
    expect((await office.giveCard(RESIDENTS.father)).passId).toBe(card.passId);
    await office.setState(card.passId, { state: 'suspended', reason: 'lost_card' });
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
    const path = `/api/v1/resident/residents/${RESIDENTS.father}/passes`;
    const { body } = await house.call('resident', 'GET', path, { cookie });
    expect(body).toMatchObject({ devices: Array.from({ length: 5 }, () => ({})) });
    const removal = await house.call('resident', 'DELETE', `${path}/${card.passId}`, {
      cookie,
      body: { reason: 'own_wish' },
    });
    expect(removal.code).toBe('not_found');
  });

  it('a suspended card stops no phone, nor a suspended phone a card', async () => {
    const card = await office.giveCard(RESIDENTS.father);
    await office.setState(card.passId, { state: 'suspended', reason: 'lost_card' });
    const phone = await house.phoneOf(RESIDENTS.father);
    await office.setState(phone.pass.passId, { state: 'suspended', reason: 'lost_device' });
    expect((await office.giveCard(RESIDENTS.father, card.passId)).made).toBe(true);
  });

  it('are told apart in what the manager sees of a resident', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    clock.advance(60_000);
    const old = await office.giveCard(RESIDENTS.father);
    clock.advance(60_000);
    const card = await office.giveCard(RESIDENTS.father, old.passId);
    const { body } = await office.ask('GET', `residents/${RESIDENTS.father}/passes`);
    const passes = Array.isArray(Reflect.get(Object(body), 'passes'))
      ? ResidentPass.array().parse(Reflect.get(Object(body), 'passes'))
      : [];
    expect(passes).toMatchObject([
      { kind: 'card', passId: card.passId, number: card.number, state: 'active', good: true },
      { kind: 'card', passId: old.passId, state: 'revoked', reason: 'lost_card', good: false },
      { kind: 'phone', passId: phone.pass.passId, state: 'active', good: true },
    ]);
  });
});

describe('cards for many', () => {
  it('are made once each, in the order asked, also when the answer was lost', async () => {
    const people = [RESIDENTS.child, RESIDENTS.mother, RESIDENTS.father];
    const first = await office.giveCards(people);
    expect(first.map(({ residentId }) => residentId)).toEqual(people);
    const again = await office.giveCards(people);
    const namesOf = (results: typeof first) =>
      results.map((result) => ('card' in result ? result.card.number : result.refused));
    expect(namesOf(again)).toEqual(namesOf(first));
    expect(new Set(namesOf(first)).size).toBe(3);
    expect(again.every((result) => 'card' in result && !result.card.made)).toBe(true);
  });

  it('stop for nobody: whoever gets none is named, with the reason', async () => {
    const card = await office.giveCard(RESIDENTS.mother);
    await office.setState(card.passId, { state: 'suspended', reason: 'own_wish' });
    const nobody = newResidentId(1, randomBytes(10));
    const results = await office.giveCards([nobody, RESIDENTS.mother, RESIDENTS.father]);
    expect(results).toMatchObject([
      { residentId: nobody, refused: 'not_found' },
      { residentId: RESIDENTS.mother, refused: 'pass_suspended' },
      { residentId: RESIDENTS.father, card: { made: true } },
    ]);
  });

  it('are asked for by at most 25 of one compound, everybody once', async () => {
    const many = Array.from({ length: 26 }, () => newResidentId(1, randomBytes(10)));
    const ask = (residentIds: unknown) =>
      office.ask('POST', 'compounds/cmp_1/cards', { residentIds });
    for (const [residentIds, field] of [
      [many, 'residentIds'],
      [[], 'residentIds'],
      [[RESIDENTS.mother, RESIDENTS.mother], 'residentIds'],
      [[RESIDENTS.mother, RESIDENTS.neighbour], 'residentIds.1'],
    ] as const) {
      const answer = await ask(residentIds);
      expect([answer.code, answer.field]).toEqual(['invalid_input', field]);
    }
    expect((await numbers()).size).toBe(0);
  });
});

describe('whom a card may be for', () => {
  const find = async (body: unknown) => {
    const answer = await office.ask('POST', 'compounds/cmp_1/resident-searches', body);
    return FoundResidents.parse(answer.body);
  };

  it('is found by the house as people type it, masked, with what they have', async () => {
    await house.phoneOf(RESIDENTS.father);
    const card = await office.giveCard(RESIDENTS.mother);
    for (const typed of ['3-2-501', '3幢2单元501', '3#501', '3幢', ' ３ ', '']) {
      const { residents, total, next } = await find({ house: typed });
      expect([total, next]).toEqual([3, undefined]);
      expect(residents).toMatchObject([
        { maskedName: '王**', tie: 'owner', phones: 1, houseLabel: '3幢2单元501' },
        { maskedName: '欧阳**', phones: 0, card: { passId: card.passId, good: true } },
        { maskedName: '王**', tie: 'family', phones: 0 },
      ]);
    }
    expect(JSON.stringify(await find({}))).not.toMatch(/建国|1390000|acc_/);
  });

  it('is nobody of a house that is not there, and a word for what is no house', async () => {
    expect((await find({ house: '3-2-502' })).residents).toEqual([]);
    expect((await find({ house: '4幢' })).residents).toEqual([]);
    const answer = await office.ask('POST', 'compounds/cmp_1/resident-searches', {
      house: '？？',
    });
    expect([answer.code, answer.field]).toEqual(['invalid_input', 'house']);
  });

  it('comes by the page, each once', async () => {
    const audit = operatorFacts('test', 'register', clock());
    for (let n = 0; n < 60; n++) {
      await house.stores.residents.registerResident(
        {
          place: PLACE,
          resident: {
            residentId: newResidentId(1, randomBytes(10)),
            houseId: HOUSES.family,
            name: '李敏',
            maskedName: '李**',
            tie: 'family',
            class: 'resident',
            building: '3幢',
          },
        },
        audit,
      );
    }
    const first = await find({});
    const second = await find({ cursor: first.cursor });
    expect([first.residents.length, second.residents.length, second.total]).toEqual([50, 13, 13]);
    expect([first.total > 50, second.next, second.cursor]).toEqual([true, undefined, undefined]);
    // As a page of an earlier release asks.
    const counted = await find({ from: first.next });
    expect([counted.residents, counted.total]).toEqual([second.residents, 63]);
    const ids = [...first.residents, ...second.residents].map(({ residentId }) => residentId);
    expect(new Set(ids).size).toBe(63);
  });
});
