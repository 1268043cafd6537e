import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IssuedPass } from '../../../shared/messages/passes.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { type ResidentBrowser, residentBrowser } from '../../support/resident-browser.ts';
import { newResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { householdOf } from './a-household.ts';

const HOUR = 3_600_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let people: ReturnType<typeof householdOf>;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  people = householdOf(house);
});
afterEach(() => engine.stop());

describe('a proxy over an adult', () => {
  const give = (from: ResidentBrowser, phone: string) =>
    from.call('POST', `/residents/${RESIDENTS.father}/proxies`, { phone, called: '女儿' });

  it('is given by the adult, taken by signing in, and ended by the adult alone at once', async () => {
    const father = await people.browserOf(PHONES.father);
    const { proxyId } = Object((await give(father, PHONES.stranger)).body);
    const [offered] = (await people.recordOf(father, RESIDENTS.father)).heldBy;
    expect(offered).toMatchObject({ called: '女儿', state: 'offered', kind: 'proxy' });
    const daughter = residentBrowser(house);
    const signedIn = await daughter.signIn(PHONES.stranger);
    expect(Object(signedIn.body).residents).toMatchObject([{ residentId: RESIDENTS.father }]);
    const pass = await people.getPass(daughter, RESIDENTS.father);
    const record = await people.recordOf(father, RESIDENTS.father);
    expect(record.heldBy).toMatchObject([{ proxyId, state: 'held' }]);
    expect(JSON.stringify(record)).not.toMatch(/acc_|139/);
    // She decides nothing for him, and doesn't see who else there is.
    expect(await people.recordOf(daughter, RESIDENTS.father)).toMatchObject({
      name: '王**',
      decides: false,
      heldBy: [],
    });
    const path = `/residents/${RESIDENTS.father}/proxies/${proxyId}`;
    expect((await daughter.call('DELETE', path)).code).toBe('not_permitted');

    expect((await father.call('DELETE', path)).status).toBe(204);
    expect(await people.stateOf(pass)).toBe('revoked');
    // Her session still says that she speaks for him, and does not.
    for (const answer of [
      await people.askForPass(daughter, RESIDENTS.father),
      await daughter.call('GET', `/residents/${RESIDENTS.father}/passes`),
      await daughter.call('GET', `/residents/${RESIDENTS.father}/record`),
    ]) {
      expect(answer.code).toBe('session_expired');
    }
    await expect(residentBrowser(house).signIn(PHONES.stranger)).rejects.toThrow('no code');
    expect((await father.call('DELETE', path)).status).toBe(204);
    expect((await people.recordOf(father, RESIDENTS.father)).heldBy).toEqual([]);
    expect((await give(father, PHONES.stranger)).status).toBe(200);
    expect(Object((await daughter.signIn(PHONES.stranger)).body).residents).toHaveLength(1);
  });

  it('leaves nothing behind where its pass was suspended, and the adult’s own as it is', async () => {
    const father = await people.browserOf(PHONES.father);
    const own = await people.getPass(father, RESIDENTS.father);
    const { proxyId } = Object((await give(father, PHONES.mother)).body);
    const mother = await people.browserOf(PHONES.mother);
    const phone = newResidentPhone(RESIDENTS.father);
    const askWith = () =>
      mother.call('PUT', `/residents/${RESIDENTS.father}/pass`, phone.passRequest());
    const held = IssuedPass.parse((await askWith()).body);
    const set = (state: object) => people.asManager('PUT', `/passes/${held.passId}/state`, state);
    expect((await set({ state: 'suspended', reason: 'lost_device' })).status).toBe(204);
    const path = `/residents/${RESIDENTS.father}/proxies/${proxyId}`;
    expect((await father.call('DELETE', path)).status).toBe(204);
    expect([await people.stateOf(held), await people.stateOf(own)]).toEqual(['revoked', 'active']);
    // Her phone is told so, before its session is renewed and after.
    expect((await askWith()).code).toBe('pass_revoked');
    await mother.signIn(PHONES.mother);
    expect((await askWith()).code).toBe('pass_revoked');
    expect((await people.askForPass(mother, RESIDENTS.father)).code).toBe('not_permitted');
    expect(JSON.stringify((await mother.call('GET', '/household')).body)).not.toContain(
      RESIDENTS.father,
    );
    expect((await set({ state: 'active' })).code).toBe('state_conflict');
    // Nothing stands in the way of another phone of his.
    expect((await people.askForPass(father, RESIDENTS.father)).status).toBe(200);
    expect(await people.devicesOf(father, RESIDENTS.father)).toHaveLength(2);
  });

  it('ends no suspension that is about the person', async () => {
    const father = await people.browserOf(PHONES.father);
    const { proxyId } = Object((await give(father, PHONES.mother)).body);
    const held = await people.getPass(await people.browserOf(PHONES.mother), RESIDENTS.father);
    await people.asManager('PUT', `/passes/${held.passId}/state`, {
      state: 'suspended',
      reason: 'order_with_document',
      documentNumber: '（2035）浙01民初1号',
    });
    await father.call('DELETE', `/residents/${RESIDENTS.father}/proxies/${proxyId}`);
    expect(await people.stateOf(held)).toBe('suspended');
    expect((await people.askForPass(father, RESIDENTS.father)).code).toBe('pass_suspended');
  });

  it('lapses where the number does not sign in within seven days', async () => {
    const father = await people.browserOf(PHONES.father);
    await give(father, PHONES.stranger);
    clock.advance(7 * 24 * HOUR);
    await expect(residentBrowser(house).signIn(PHONES.stranger)).rejects.toThrow('no code');
    expect((await people.recordOf(father, RESIDENTS.father)).heldBy).toMatchObject([
      { state: 'lapsed' },
    ]);
  });

  it('is not given to oneself, nor twice, nor to more than five', async () => {
    const father = await people.browserOf(PHONES.father);
    expect((await give(father, PHONES.father)).field).toBe('phone');
    expect((await give(father, PHONES.stranger)).status).toBe(200);
    expect((await give(father, PHONES.stranger)).code).toBe('state_conflict');
    for (const last of [1, 2, 3, 4]) {
      expect((await give(father, `1390000555${last}`)).status).toBe(200);
    }
    expect((await give(father, '13900005556')).code).toBe('too_many_proxies');
  });

  it('of a number that two adults share decides nothing, until one has a number of their own', async () => {
    const elder = await people.register({
      house: '3-2-501',
      name: '陈秀英',
      tie: 'family',
      phone: PHONES.father,
    });
    const shared = await people.browserOf(PHONES.father);
    for (const resident of [RESIDENTS.father, elder]) {
      expect(await people.recordOf(shared, resident)).toMatchObject({
        shared: true,
        decides: false,
      });
      const refused = await shared.call('POST', `/residents/${resident}/departure`);
      expect(refused.code).toBe('own_number_needed');
    }
    const pass = await people.getPass(shared, elder);
    const { version } = await people.managed(elder);
    const edit = { version, phone: PHONES.stranger };
    expect((await people.asManager('PUT', `/residents/${elder}`, edit)).status).toBe(200);
    const own = await people.browserOf(PHONES.stranger);
    const record = await people.recordOf(own, elder);
    expect(record).toMatchObject({ decides: true, heldBy: [{ called: '王**', state: 'held' }] });
    expect(await people.recordOf(shared, RESIDENTS.father)).toMatchObject({ decides: true });
    const path = `/residents/${elder}/proxies/${record.heldBy[0]?.proxyId}`;
    expect((await own.call('DELETE', path)).status).toBe(204);
    expect([await people.stateOf(pass), (await people.askForPass(shared, elder)).code]).toEqual([
      'revoked',
      'session_expired',
    ]);
  });
});
