import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { newResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, PLACE, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const DAY = 86_400_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

/** A browser of its own: it keeps its cookies from answer to answer. */
function browser() {
  const cookies = new Map<string, string>();
  const call = async (method: string, path: string, body?: unknown) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await house.call('resident', method, `/api/v1/resident${path}`, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  return {
    call,
    /** Without its session at once, as a page does it: renewed where the session is over. */
    fresh: async (method: string, path: string, body?: unknown) => {
      const first = await call(method, path, body);
      if (first.code !== 'session_expired') return first;
      const renewed = await call('POST', '/session/renewals');
      return renewed.status === 204 ? call(method, path, body) : renewed;
    },
    signIn: async (phone: string) => {
      await call('POST', '/sign-in/codes', { phone });
      return call('POST', '/sign-in', { phone, code: house.phones.codeOn(phone) });
    },
  };
}
type Browser = ReturnType<typeof browser>;

const askForPass = (from: Browser, resident = RESIDENTS.father) =>
  from.fresh('PUT', `/residents/${resident}/pass`, newResidentPhone(resident).passRequest());
const household = async (from: Browser) => Object((await from.fresh('GET', '/household')).body);
const answerOf = (from: Browser, since: number, isTheirs: boolean, who = RESIDENTS.father) =>
  from.fresh('PUT', `/residents/${who}/number-question`, { since, isTheirs });
const items = async (prefix: string) =>
  (await itemsOf(engine.table)).filter(
    ({ pk, sk }) => String(sk).startsWith(prefix) && !String(pk).endsWith('#gone'),
  );
const asManager = async (method: string, path: string, body?: unknown) =>
  house.call('manager', method, `/api/v1/manager${path}`, {
    cookie: await house.staffCookie('property_manager', { now: clock() }),
    ...(body === undefined ? {} : { body }),
  });

/** The mother stays in touch; the father's number is silent for 90 days, and somebody uses it. */
async function silence() {
  const mother = browser();
  await mother.signIn(PHONES.mother);
  for (const _ of [1, 2, 3]) {
    clock.advance(30 * DAY);
    await mother.call('POST', '/session/renewals');
  }
  const stranger = browser();
  const answer = await stranger.signIn(PHONES.father);
  return { mother, stranger, answer, since: clock() };
}

describe('a number that was silent for 90 days', () => {
  it('shows nothing and gives no pass, and says that it waits', async () => {
    const { stranger, answer } = await silence();
    expect([answer.status, answer.body]).toEqual([200, { residents: [], waiting: true }]);
    expect(await household(stranger)).toEqual({ residents: [], waiting: true });
    const refused = await askForPass(stranger);
    expect([refused.status, refused.code]).toEqual([403, 'number_waiting']);
    expect(JSON.stringify(Object(refused.body).error)).toContain('人工通道');
    expect((await stranger.call('GET', `/residents/${RESIDENTS.father}/passes`)).code).toBe(
      'number_waiting',
    );
  });

  it('still waits after another sign-in, a renewal and a day', async () => {
    const { stranger } = await silence();
    await browser().signIn(PHONES.father);
    clock.advance(2 * DAY);
    await stranger.call('POST', '/session/renewals');
    expect(await household(stranger)).toEqual({ residents: [], waiting: true });
    const again = browser();
    expect((await again.signIn(PHONES.father)).body).toEqual({ residents: [], waiting: true });
    expect(await items('number-question#')).toHaveLength(1);
  });

  it('is one that was used 89 days ago, or recorded then and never used', async () => {
    clock.advance(89 * DAY);
    const father = browser();
    expect(Object((await father.signIn(PHONES.father)).body).residents).toHaveLength(1);
    clock.advance(89 * DAY);
    expect(Object((await browser().signIn(PHONES.father)).body).waiting).toBeUndefined();
    clock.advance(90 * DAY);
    expect(Object((await browser().signIn(PHONES.father)).body).waiting).toBe(true);
  });

  it('speaks again when somebody else of the house says that it is theirs', async () => {
    const { mother, stranger, since } = await silence();
    const { questions } = await household(mother);
    expect(questions).toEqual([{ residentId: RESIDENTS.father, maskedName: '王**', since }]);
    expect((await answerOf(mother, since, true)).status).toBe(204);
    expect((await household(stranger)).residents).toHaveLength(1);
    expect((await askForPass(stranger)).status).toBe(200);
    expect((await household(mother)).questions).toBeUndefined();
    expect(
      (await items(`resident#${RESIDENTS.father}`)).map(({ confirmed }) => confirmed),
    ).toContainEqual({ by: expect.stringMatching(/^acc_/), at: clock() });
    clock.advance(89 * DAY);
    expect(Object((await browser().signIn(PHONES.father)).body).waiting).toBeUndefined();
  });

  it('is taken off the resident where it is not theirs, and its sign-in ends', async () => {
    const { mother, stranger, since } = await silence();
    expect((await answerOf(mother, since, false)).status).toBe(204);
    expect((await stranger.fresh('GET', '/household')).code).toBe('session_expired');
    await expect(browser().signIn(PHONES.father)).rejects.toThrow('no code');
    expect(await items('number-question#')).toEqual([]);
    const [father] = await items(`resident#${RESIDENTS.father}`);
    expect(father).toMatchObject({ audit: { action: 'number_question.answer', at: since } });
    expect(father).not.toHaveProperty('accountId');
  });

  it('is answered once: of many answers the first counts, and an old question is over', async () => {
    const { mother, since } = await silence();
    const answers = await Promise.all([
      answerOf(mother, since, true),
      answerOf(mother, since, false),
      answerOf(mother, since, true),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect((await answerOf(mother, since - 1, false)).code).toBe('state_conflict');
    expect(await items('number-question#')).toEqual([]);
  });

  it('is answered neither by itself, nor by another house, nor by a number that waits itself', async () => {
    const { stranger, since } = await silence();
    clock.advance(1_000);
    const neighbour = browser();
    await neighbour.signIn(PHONES.neighbour);
    for (const from of [stranger, neighbour]) {
      expect((await answerOf(from, since, true)).code).toBe('not_permitted');
    }
    clock.advance(95 * DAY);
    const mother = browser();
    expect((await mother.signIn(PHONES.mother)).body).toEqual({ residents: [], waiting: true });
    expect((await answerOf(mother, since, true)).code).toBe('not_permitted');
    expect(await items('number-question#')).toHaveLength(4);
  });

  it('is found and answered by the property manager too, and by no other compound’s', async () => {
    const { stranger, since } = await silence();
    const listed = await asManager('GET', '/compounds/cmp_1/number-questions');
    expect(Object(listed.body).questions).toMatchObject([{ residentId: RESIDENTS.father, since }]);
    expect(JSON.stringify(listed.body)).not.toMatch(/acc_|ses_/);
    const path = `/residents/${RESIDENTS.father}/number-question`;
    expect((await asManager('PUT', path, { since, isTheirs: true })).status).toBe(204);
    expect((await household(stranger)).residents).toHaveLength(1);
  });

  it('waits for the resident it was silent for, and not for one it was recorded for lately', async () => {
    clock.advance(95 * DAY);
    const { residents } = house.stores;
    const father = await residents.findResident(RESIDENTS.father);
    if (father === undefined) throw new Error('nobody');
    const newcomer = { ...father, residentId: 'res_1_00000000000000zz', name: '胡军' } as const;
    await residents.registerResident(
      { resident: { ...newcomer, maskedName: '胡**' }, place: PLACE },
      operatorFacts('test', 'register', clock()),
    );
    const phone = browser();
    const { residents: shown, waiting } = Object((await phone.signIn(PHONES.father)).body);
    expect([shown.map((one: object) => Object(one).maskedName), waiting]).toEqual([['胡**'], true]);
    expect((await household(phone)).questions).toBeUndefined();
    expect((await answerOf(phone, clock(), true)).code).toBe('not_permitted');
  });

  describe('and holds the pass for an adult', () => {
    /** A daughter elsewhere holds her father's pass, and her number is silent for 90 days. */
    async function heldSilence() {
      const father = browser();
      await father.signIn(PHONES.father);
      await father.call('POST', `/residents/${RESIDENTS.father}/proxies`, {
        phone: PHONES.stranger,
        called: '女儿',
      });
      await browser().signIn(PHONES.stranger);
      const mother = browser();
      await mother.signIn(PHONES.mother);
      for (const _ of [1, 2, 3]) {
        clock.advance(30 * DAY);
        for (const one of [father, mother]) await one.call('POST', '/session/renewals');
      }
      const found = browser();
      await found.signIn(PHONES.stranger);
      return { father, mother, found, since: clock() };
    }

    it('is the matter of that adult alone, who ends what was given with one answer', async () => {
      const { father, mother, found, since } = await heldSilence();
      expect((await household(found)).waiting).toBe(true);
      expect((await household(mother)).questions).toBeUndefined();
      expect((await answerOf(mother, since, false)).code).toBe('not_permitted');
      expect((await answerOf(found, since, true)).code).toBe('not_permitted');
      expect((await household(father)).questions).toMatchObject([
        { residentId: RESIDENTS.father, since },
      ]);

      expect((await answerOf(father, since, false)).status).toBe(204);
      expect((await household(father)).questions).toBeUndefined();
      const { heldBy } = Object(
        (await father.fresh('GET', `/residents/${RESIDENTS.father}/record`)).body,
      );
      expect(heldBy).toEqual([]);
      expect((await askForPass(father)).status).toBe(200);
      expect((await askForPass(found)).status).not.toBe(200);
      await expect(browser().signIn(PHONES.stranger)).rejects.toThrow('no code');
    });

    it('holds it again where they say that it is hers', async () => {
      const { father, found, since } = await heldSilence();
      expect((await answerOf(father, since, true)).status).toBe(204);
      expect((await household(found)).residents).toHaveLength(1);
    });

    it('is asked about no more once what was given has ended by itself', async () => {
      const { father, since } = await heldSilence();
      const record = Object(
        (await father.fresh('GET', `/residents/${RESIDENTS.father}/record`)).body,
      );
      const path = `/residents/${RESIDENTS.father}/proxies/${record.heldBy[0].proxyId}`;
      expect((await father.fresh('DELETE', path)).status).toBe(204);
      const answered = await asManager('PUT', `/residents/${RESIDENTS.father}/number-question`, {
        since,
        isTheirs: false,
      });
      expect(answered.status).toBe(204);
      expect((await household(father)).questions).toBeUndefined();
      expect((await askForPass(father)).status).toBe(200);
    });
  });

  it('is noted as used once a day, with the writes of signing in', async () => {
    const father = browser();
    await father.signIn(PHONES.father);
    const first = clock();
    const seen = async () => (await items('seen')).map(({ at }) => at);
    clock.advance(DAY - 1);
    await father.call('POST', '/session/renewals');
    expect(await seen()).toEqual([first]);
    clock.advance(1);
    await father.call('POST', '/session/renewals');
    expect(await seen()).toEqual([clock()]);
  });
});
