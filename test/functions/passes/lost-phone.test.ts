import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pass } from '../../../functions/passes/pass.ts';
import { passIdOf, type ResidentId, type SessionId } from '../../../shared/ids.ts';
import { IssuedPass } from '../../../shared/messages/passes.ts';
import { type CookieJar, createCookieJar } from '../../support/cookie-jar.ts';
import type { TestEngine } from '../../support/engine.ts';
import { FACTS } from '../../support/facts.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { newResidentPhone, type ResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** One phone in somebody's hand: its sign-in, and the passes of whoever is on it. */
type Handset = { readonly jar: CookieJar; readonly mother: ResidentPhone; child: ResidentPhone };

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let lost: Handset;
let kept: Handset;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
  lost = await handset();
  clock.advance(2 * MINUTE);
  kept = await handset();
  clock.advance(MINUTE);
});
afterEach(() => engine.stop());

const RESIDENT = '/api/v1/resident';
async function call(jar: CookieJar, method: string, path: string, body?: unknown) {
  const headers = { origin: 'http://localhost', host: 'localhost', cookie: jar.header() };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await house.apps.resident.request(path, { method, headers, ...init });
  jar.keep(answer);
  const text = await answer.text();
  const parsed = text === '' ? undefined : JSON.parse(text);
  return { status: answer.status, body: parsed, code: parsed?.error?.code };
}
const passPath = (resident: ResidentId) => `${RESIDENT}/residents/${resident}/pass`;

/** Signs in by the mother's number, and asks for both passes. */
async function handset(): Promise<Handset> {
  const jar = createCookieJar();
  await call(jar, 'POST', `${RESIDENT}/sign-in/codes`, { phone: PHONES.mother });
  const code = house.phones.codeOn(PHONES.mother);
  await call(jar, 'POST', `${RESIDENT}/sign-in`, { phone: PHONES.mother, code });
  const passOf = async (resident: ResidentId): Promise<ResidentPhone> => {
    const phone = newResidentPhone(resident);
    const { body } = await call(jar, 'PUT', passPath(resident), phone.passRequest());
    phone.keep(IssuedPass.parse(body));
    return phone;
  };
  return { jar, mother: await passOf(RESIDENTS.mother), child: await passOf(RESIDENTS.child) };
}

const report = (from: Handset, { mother }: Handset, reason = 'lost_device') => {
  const path = `${RESIDENT}/residents/${RESIDENTS.mother}/passes/${mother.pass.passId}`;
  return call(from.jar, 'DELETE', path, { reason });
};
const reportToManager = async ({ mother }: Handset) =>
  house.call('manager', 'PUT', `/api/v1/manager/passes/${mother.pass.passId}/state`, {
    cookie: await house.staffCookie('property_manager'),
    body: { state: 'revoked', reason: 'lost_device' },
  });

let asked = 0;
/** What the server says of a code at the gate, by its reason. */
async function atGate(phone: ResidentPhone): Promise<string> {
  clock.advance(6 * SECOND);
  const body = { boot: 7, seq: ++asked, code: phone.showAt(clock()), direction: 'in' };
  const path = `/api/v1/gates/${GATES.east}/decisions`;
  return Object((await house.call('guard', 'POST', path, { device, body })).body).reason;
}
function sessionOf({ issue }: Pass): SessionId {
  if (issue.session === undefined) throw new Error('asked for by nobody');
  return issue.session;
}
const renewed = async ({ jar }: Handset) =>
  (await call(jar, 'POST', `${RESIDENT}/session/renewals`)).code;

describe.each([
  ['on the other phone', () => report(kept, lost)],
  ['to the property manager', () => reportToManager(lost)],
])('a phone that is reported lost %s', (_, reportLost) => {
  it('opens no gate with any of its passes, and the other phone opens it as before', async () => {
    expect(await atGate(lost.mother)).toBe('ok');
    expect(await atGate(lost.child)).toBe('ok');
    expect((await reportLost()).status).toBe(204);
    expect(await atGate(lost.mother)).toBe('revoked');
    expect(await atGate(lost.child)).toBe('revoked');
    expect(await atGate(kept.mother)).toBe('ok');
    expect(await atGate(kept.child)).toBe('ok');
  });

  it('is signed out and told why, within the ten minutes of its token too', async () => {
    await reportLost();
    const fresh = newResidentPhone(RESIDENTS.child).passRequest();
    const childsPasses = `${RESIDENT}/residents/${RESIDENTS.child}/passes`;
    const answers = [
      await call(lost.jar, 'PUT', passPath(RESIDENTS.child), lost.child.passRequest()),
      await call(lost.jar, 'PUT', passPath(RESIDENTS.child), fresh),
      await call(lost.jar, 'GET', childsPasses),
      await call(lost.jar, 'DELETE', `${childsPasses}/${kept.child.pass.passId}`, {
        reason: 'lost_device',
      }),
    ];
    expect(answers.map(({ code }) => code)).toEqual([
      'device_lost',
      'session_expired',
      'session_expired',
      'session_expired',
    ]);
    clock.advance(11 * MINUTE);
    expect(await renewed(lost)).toBe('device_lost');
    expect(await renewed(kept)).toBeUndefined();
    expect(await atGate(kept.child)).toBe('ok');
  });

  it('does not come back by signing out, and does by a new one-time code', async () => {
    const copied = lost.jar.copy();
    await reportLost();
    await call(lost.jar, 'DELETE', `${RESIDENT}/session`);
    const fresh = newResidentPhone(RESIDENTS.child).passRequest();
    expect((await call(copied, 'PUT', passPath(RESIDENTS.child), fresh)).code).toBe(
      'session_expired',
    );
    clock.advance(2 * MINUTE);
    const found = await handset();
    expect(await atGate(found.child)).toBe('ok');
  });
});

describe('a phone', () => {
  it('that is lost gets no pass by asking while it is being reported', async () => {
    const fresh = () => newResidentPhone(RESIDENTS.child);
    const asking = Array.from({ length: 3 }, async () => {
      const phone = fresh();
      const { body, status } = await call(
        lost.jar.copy(),
        'PUT',
        passPath(RESIDENTS.child),
        phone.passRequest(),
      );
      if (status === 200) phone.keep(IssuedPass.parse(body));
      return status === 200 ? phone : undefined;
    });
    const [, ...got] = await Promise.all([report(kept, lost), ...asking]);
    for (const phone of got) if (phone !== undefined) expect(await atGate(phone)).toBe('revoked');
    expect(await atGate(kept.child)).toBe('ok');
  });

  it('that is lost gets none by a write that was on its way', async () => {
    const seen = await house.stores.passes.findPassesOfResident(RESIDENTS.child, clock());
    const own = seen.passes.find(({ passId }) => passId === lost.child.pass.passId);
    if (own === undefined) throw new Error('the child has no pass');
    const onItsWay = {
      ...own,
      passId: passIdOf(1, 77),
      keyThumbprint: 'another key',
      audit: FACTS,
    };
    await house.stores.sessions.revokeSession(sessionOf(own), clock(), 'lost');
    expect(await house.stores.passes.recordIssued(onItsWay, seen)).toBe('changed');
  });

  it('that is no longer wanted for one resident keeps the others’ passes', async () => {
    expect((await report(kept, lost, 'own_wish')).status).toBe(204);
    expect(await atGate(lost.mother)).toBe('revoked');
    expect(await atGate(lost.child)).toBe('ok');
    clock.advance(11 * MINUTE);
    expect(await renewed(lost)).toBeUndefined();
  });

  it('that is lost keeps a suspended pass suspended, and loses the others', async () => {
    await house.call('manager', 'PUT', `/api/v1/manager/passes/${lost.child.pass.passId}/state`, {
      cookie: await house.staffCookie('property_manager'),
      body: { state: 'suspended', reason: 'own_wish' },
    });
    expect((await report(kept, lost)).status).toBe(204);
    expect(await atGate(lost.mother)).toBe('revoked');
    expect(await atGate(lost.child)).toBe('suspended');
    clock.advance(11 * MINUTE);
    expect(await renewed(lost)).toBe('device_lost');
  });
});
