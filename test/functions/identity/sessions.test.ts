import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccountStore } from '../../../functions/identity/index.ts';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock, NOON } from '../../support/fixed-clock.ts';
import {
  accountOfPhone,
  GRANTED_UNTIL,
  HOUSES,
  layStreet,
  PHONES,
  RESIDENTS,
  STAFF,
} from '../../support/street.ts';
import { codeOfError, openDesk } from './sign-in-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let desk: ReturnType<typeof openDesk>;
let day = 0;

beforeAll(async () => {
  engine = await startEngine();
  await layStreet(engine.table);
});
afterAll(() => engine.stop());
beforeEach(() => {
  clock = fixedClock(NOON + ++day * DAY);
  desk = openDesk(engine.table, clock);
});

describe('signing in', () => {
  it('shows whose passes the phone holds, the house in words and every name masked', async () => {
    await desk.askForCode('resident', PHONES.mother);
    const code = desk.phones.codeOn(PHONES.mother);
    const { body, status } = await desk.enterCode('resident', PHONES.mother, code);
    expect(status).toBe(200);
    const household = (self: number) =>
      ['王**', '欧阳**', '王**'].map((maskedName, i) => ({ maskedName, self: i === self }));
    const home = {
      houseId: HOUSES.family,
      compoundName: '锦苑小区',
      houseLabel: '3幢2单元501',
    };
    expect(body).toEqual({
      residents: [
        {
          residentId: RESIDENTS.mother,
          maskedName: '欧阳**',
          ...home,
          household: household(1),
        },
        { residentId: RESIDENTS.child, maskedName: '王**', ...home, household: household(2) },
      ],
    });
  });

  it('of staff shows the roles of that page alone', async () => {
    await desk.askForCode('manager', PHONES.manager);
    const code = desk.phones.codeOn(PHONES.manager);
    const { body } = await desk.enterCode('manager', PHONES.manager, code);
    expect(body).toEqual({
      staffId: STAFF.manager,
      maskedName: '胡**',
      grants: [{ role: 'property_manager', node: 'cmp_1', until: GRANTED_UNTIL }],
    });
  });

  it('keeps the session where no script reaches it, for this host alone', async () => {
    await desk.askForCode('resident', PHONES.father);
    const code = desk.phones.codeOn(PHONES.father);
    const { raw } = await desk.enterCode('resident', PHONES.father, code);
    const lines = raw.headers.getSetCookie();
    expect(lines.map((line) => line.split('=')[0])).toEqual([
      '__Host-xq-resident',
      '__Host-xq-resident-renewal',
    ]);
    for (const line of lines) {
      expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect(line).not.toMatch(/Domain/i);
    }
    expect(lines[0]).toContain('Max-Age=600');
    expect(lines[1]).toContain(`Max-Age=${90 * 24 * 3600}`);
  });

  it('of one audience opens nothing of another', async () => {
    const resident = await desk.signIn('resident', PHONES.father);
    const manager = await desk.signIn('manager', PHONES.manager);
    expect((await desk.readHome(resident)).status).toBe(200);
    expect(codeOfError(await desk.readManagerDesk(resident))).toBe('not_signed_in');
    expect((await desk.readManagerDesk(manager)).status).toBe(204);
    expect(codeOfError(await desk.readHome(manager))).toBe('not_signed_in');
  });
});

describe('a session', () => {
  it('is believed for ten minutes, then asks to be renewed', async () => {
    const jar = await desk.signIn('resident', PHONES.father);
    clock.advance(10 * MINUTE - 1000);
    expect((await desk.readHome(jar)).status).toBe(200);
    clock.advance(1000);
    expect(codeOfError(await desk.readHome(jar))).toBe('session_expired');
    expect((await desk.renew('resident', jar)).status).toBe(204);
    expect((await desk.readHome(jar)).status).toBe(200);
  });

  it('asks to be renewed also where the browser has let go of the token whose time was over', async () => {
    for (const audience of ['resident', 'manager'] as const) {
      const phone = audience === 'resident' ? PHONES.father : PHONES.manager;
      const ask = audience === 'resident' ? desk.readHome : desk.readManagerDesk;
      const jar = await desk.signIn(audience, phone);
      const gone = `__Host-xq-${audience}=; Max-Age=0`;
      jar.keep(new Response(null, { headers: { 'set-cookie': gone } }));
      clock.advance(10 * MINUTE);
      expect(codeOfError(await ask(jar))).toBe('session_expired');
      expect((await desk.renew(audience, jar)).status).toBe(204);
      expect((await ask(jar)).status).toBeLessThan(300);
    }
  });

  it('of a resident lasts ninety days from its last renewal', async () => {
    const jar = await desk.signIn('resident', PHONES.father);
    clock.advance(89 * DAY);
    expect((await desk.renew('resident', jar)).status).toBe(204);
    clock.advance(89 * DAY);
    expect((await desk.renew('resident', jar)).status).toBe(204);
    clock.advance(90 * DAY);
    expect(codeOfError(await desk.renew('resident', jar))).toBe('session_expired');
  });

  it('of staff ends fourteen hours after sign-in, however often it is renewed', async () => {
    const jar = await desk.signIn('manager', PHONES.manager);
    for (let hour = 1; hour <= 13; hour++) {
      clock.advance(HOUR);
      expect((await desk.renew('manager', jar)).status).toBe(204);
    }
    clock.advance(HOUR - 5 * MINUTE);
    expect((await desk.renew('manager', jar)).status).toBe(204);
    clock.advance(5 * MINUTE);
    expect(codeOfError(await desk.readManagerDesk(jar))).toBe('session_expired');
    expect(codeOfError(await desk.renew('manager', jar))).toBe('session_expired');
  });

  it('renewed carries what the account stands for now', async () => {
    const account = accountOfPhone(PHONES.manager);
    const jar = await desk.signIn('manager', PHONES.manager);
    const member = { staffId: STAFF.manager, maskedName: '胡**' };
    const accounts = createAccountStore(engine.table);
    const facts = operatorFacts('test', 'permissions', NOON);
    await accounts.recordStaff(account, { ...member, grants: [] }, facts);
    clock.advance(MINUTE);
    expect(codeOfError(await desk.renew('manager', jar))).toBe('session_expired');
    expect(jar.header()).toBe('');
    const grants = [
      { role: 'property_manager' as const, node: 'cmp_1' as const, until: GRANTED_UNTIL },
    ];
    await accounts.recordStaff(account, { ...member, grants }, facts);
  });

  it('with a changed or foreign token is none', async () => {
    const jar = await desk.signIn('resident', PHONES.father);
    const token = jar.get('__Host-xq-resident') ?? '';
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = encode({ ...claims, residents: [RESIDENTS.neighbour] });
    for (const tried of [
      `${header}.${forged}.${signature}`,
      `${encode({ alg: 'none', typ: 'xq-session+jwt' })}.${payload}.`,
      `${encode({ alg: 'HS256', typ: 'JWT' })}.${payload}.${signature}`,
      'x',
    ]) {
      const cookie = jar.copy();
      cookie.keep(
        new Response(null, { headers: { 'set-cookie': `__Host-xq-resident=${tried}; Path=/` } }),
      );
      expect(codeOfError(await desk.readHome(cookie))).toBe('not_signed_in');
    }
  });
});

describe('renewing', () => {
  it('without a token asks to sign in', async () => {
    const jar = (await desk.signIn('resident', PHONES.father)).copy();
    await desk.signOut('resident', jar);
    expect(codeOfError(await desk.renew('resident', jar))).toBe('not_signed_in');
  });

  it('whose answer was lost works once more within a minute, with the same result', async () => {
    const jar = await desk.signIn('resident', PHONES.father);
    const lost = jar.copy();
    await desk.renew('resident', lost);
    clock.advance(MINUTE);
    expect((await desk.renew('resident', jar)).status).toBe(204);
    const renewal = '__Host-xq-resident-renewal';
    expect(jar.get(renewal)).toBe(lost.get(renewal));
    expect((await desk.renew('resident', jar)).status).toBe(204);
  });

  it('by many pages at the same moment leaves all of them signed in', async () => {
    const jar = await desk.signIn('resident', PHONES.father);
    const pages = [jar.copy(), jar.copy(), jar.copy(), jar.copy()];
    const answers = await Promise.all(pages.map((page) => desk.renew('resident', page)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    for (const page of pages) expect((await desk.readHome(page)).status).toBe(200);
  });

  it('with a token used before ends the session for the thief and for the owner', async () => {
    const owner = await desk.signIn('resident', PHONES.father);
    const thief = owner.copy();
    await desk.renew('resident', owner);
    clock.advance(MINUTE + 1);
    expect(codeOfError(await desk.renew('resident', thief))).toBe('session_reused');
    expect(codeOfError(await desk.renew('resident', owner))).toBe('session_reused');
    expect(owner.header()).toBe('');
  });

  it('with a token two generations old ends the session at once', async () => {
    const owner = await desk.signIn('resident', PHONES.father);
    const thief = owner.copy();
    await desk.renew('resident', owner);
    await desk.renew('resident', owner);
    expect(codeOfError(await desk.renew('resident', thief))).toBe('session_reused');
    expect(codeOfError(await desk.renew('resident', owner))).toBe('session_reused');
  });

  it('with a token of another page, or one nobody wrote, is refused and ends nothing', async () => {
    const owner = await desk.signIn('manager', PHONES.manager);
    const token = owner.get('__Host-xq-manager-renewal') ?? '';
    const holding = (name: string, value: string) => {
      const jar = owner.copy();
      jar.keep(new Response(null, { headers: { 'set-cookie': `${name}=${value}; Path=/` } }));
      return jar;
    };
    const elsewhere = holding('__Host-xq-resident-renewal', token);
    expect(codeOfError(await desk.renew('resident', elsewhere))).toBe('session_expired');
    const [session, generation, mark = ''] = token.split('.');
    for (const changed of [
      `${session}.${Number(generation) + 1}.${mark}`,
      `${session}.${generation}.${mark.slice(0, -2)}AA`,
      `${session}.${generation}`,
      'x'.repeat(500),
    ]) {
      const jar = holding('__Host-xq-manager-renewal', changed);
      expect(codeOfError(await desk.renew('manager', jar))).toBe('session_expired');
    }
    expect((await desk.renew('manager', owner)).status).toBe(204);
  });
});

describe('signing out', () => {
  it('clears the browser and ends every renewal', async () => {
    const jar = await desk.signIn('resident', PHONES.father);
    const copied = jar.copy();
    expect((await desk.signOut('resident', jar)).status).toBe(204);
    expect(jar.header()).toBe('');
    expect(codeOfError(await desk.renew('resident', copied))).toBe('session_expired');
  });

  it('without a session is done already', async () => {
    const jar = await desk.signIn('resident', PHONES.father);
    await desk.signOut('resident', jar);
    expect((await desk.signOut('resident', jar)).status).toBe(204);
  });
});
