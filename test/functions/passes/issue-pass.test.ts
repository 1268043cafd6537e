import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from '../../../functions/platform/random.ts';
import { readCode } from '../../../shared/code/pass-code.ts';
import { isRefusal } from '../../../shared/code/refusal.ts';
import { newResidentId, passIdOf } from '../../../shared/ids.ts';
import { IssuedPass } from '../../../shared/messages/passes.ts';
import type { TestEngine } from '../../support/engine.ts';
import { FACTS } from '../../support/facts.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { newKeyPair } from '../../support/key-pair.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { newResidentPhone, type ResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

async function ask(phone: ResidentPhone, body: unknown = phone.passRequest()) {
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
  const path = `/api/v1/resident/residents/${phone.residentId}/pass`;
  return house.call('resident', 'PUT', path, { cookie, body });
}
const setState = async (phone: ResidentPhone, body: unknown) =>
  house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
    cookie: await house.staffCookie('property_manager'),
    body,
  });

describe('a pass', () => {
  it('is signed by the issuer for the key that asked, and names nobody', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const parts = readCode(phone.showAt(clock()));
    if (isRefusal(parts)) throw new Error(parts.refused);
    expect(parts.part).toMatchObject({ kind: 'live', keyId: 1, compound: 1, class: 'resident' });
    expect(Buffer.from(parts.part.deviceKey ?? [])).toEqual(Buffer.from(phone.keys.publicKey));
    expect(parts.part.expires - parts.part.notBefore).toBe(7 * 24 * 3600);
    expect(phone.pass.passId).toBe(`pas_1_${parts.part.index.toString(16).padStart(6, '0')}`);
  });

  it('is returned as it stands to the same key until past half its life', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const first = phone.pass;
    expect(await house.givePass(phone)).toEqual(first);
    clock.set(first.renewAfter * 1000 - 1);
    expect(await house.givePass(phone)).toEqual(first);
    const afterHalf = first.renewAfter - first.notBefore - 3.5 * 24 * 3600;
    expect(afterHalf).toBeGreaterThanOrEqual(0);
    expect(afterHalf).toBeLessThanOrEqual(12 * 3600);
  });

  it('is renewed past half-life with new dates and the same index', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const first = phone.pass;
    clock.set(first.renewAfter * 1000);
    const second = await house.givePass(phone);
    expect(second.passId).toBe(first.passId);
    expect(second.expires).toBeGreaterThan(first.expires);
    expect(second.pass).not.toBe(first.pass);
    expect(await house.givePass(phone)).toEqual(second);
  });

  it('signed by a key that was withdrawn is renewed under the current one at the next contact', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const first = phone.pass;
    house.keyring.rotate(newKeyPair(), 2);
    expect(await house.givePass(phone)).toEqual(first);
    house.keyring.withdraw(1);
    const second = await house.givePass(phone);
    expect(second.passId).toBe(first.passId);
    const parts = readCode(phone.showAt(clock()));
    expect(isRefusal(parts) ? parts : parts.part.keyId).toBe(2);
    expect(await house.givePass(phone)).toEqual(second);
  });

  it('comes back under its index when it has expired, while the index is kept', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const { passId } = phone.pass;
    clock.advance(37 * DAY);
    expect((await house.givePass(phone)).passId).toBe(passId);
  });

  it('renews half a compound at other times than the other half', async () => {
    const share = new Set<number>();
    for (const resident of [RESIDENTS.father, RESIDENTS.mother, RESIDENTS.child]) {
      const { pass } = await house.phoneOf(resident);
      share.add(pass.renewAfter - pass.notBefore);
    }
    expect(share.size).toBe(3);
  });

  it('asked for twice at once is one pass', async () => {
    const phone = newResidentPhone(RESIDENTS.father);
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(phone)));
    const ids = answers.map(({ body }) => IssuedPass.parse(body).passId);
    expect(new Set(ids).size).toBe(1);
    const own = (await itemsOf(engine.table)).filter((item) => item.passId === ids[0]);
    expect(own).toHaveLength(1);
  });

  it('renewed twice at once has one new date', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    clock.set(phone.pass.renewAfter * 1000);
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(phone)));
    expect(new Set(answers.map(({ body }) => IssuedPass.parse(body).pass)).size).toBe(1);
  });

  it('says who issued it, when, and what it replaced', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const { expires, passId, renewAfter } = phone.pass;
    clock.set(renewAfter * 1000);
    await house.givePass(phone);
    const item = (await itemsOf(engine.table)).find((one) => one.passId === passId);
    expect(item?.issue).toMatchObject({ at: clock(), previousExpires: expires });
    expect(Object(item?.issue).by).toMatch(/^acc_/);
  });
});

describe('asking for a pass', () => {
  it('is refused for somebody else', async () => {
    const { status, code } = await ask(newResidentPhone(RESIDENTS.neighbour));
    expect([status, code]).toEqual([403, 'not_permitted']);
  });

  it('is refused without proof that the key is the asker’s', async () => {
    const phone = newResidentPhone(RESIDENTS.father);
    const { deviceKey, proof } = phone.passRequest();
    const stranger = newKeyPair();
    const typ = 'xq-device-key+jwt';
    const flip = proof.at(-20) === 'A' ? 'B' : 'A';
    for (const forged of [
      stranger.token({ typ }, { sub: RESIDENTS.father }),
      phone.keys.token({ typ }, { sub: RESIDENTS.mother }),
      phone.keys.token({ typ: 'xq-request+jwt' }, { sub: RESIDENTS.father }),
      phone.keys.token({ typ, alg: 'none' }, { sub: RESIDENTS.father }),
      `${proof.slice(0, -20)}${flip}${proof.slice(-19)}`,
      'not a token',
    ]) {
      const answer = await ask(phone, { deviceKey, proof: forged });
      expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid_input', 'proof']);
    }
  });

  it('is refused for bytes that are no point of the curve', async () => {
    const phone = newResidentPhone(RESIDENTS.father);
    const deviceKey = Buffer.alloc(33, 2).fill(255, 1).toString('base64url');
    expect((await ask(phone, { ...phone.passRequest(), deviceKey })).code).toBe('invalid_input');
  });

  it('names the field of what is mistyped or too much', async () => {
    const phone = newResidentPhone(RESIDENTS.father);
    const good = phone.passRequest();
    for (const [body, field] of [
      [{ ...good, deviceKey: 7 }, 'deviceKey'],
      [{ ...good, deviceKey: `${good.deviceKey}A` }, 'deviceKey'],
      [{ ...good, proof: 'x'.repeat(1025) }, 'proof'],
      [{ ...good, residentId: RESIDENTS.mother }, 'residentId'],
      [{ proof: good.proof }, 'deviceKey'],
    ] as const) {
      const answer = await ask(phone, body);
      expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid_input', field]);
    }
  });

  it('is refused to a sixth device, and let through when one has expired', async () => {
    for (let n = 1; n <= 5; n++) {
      await house.phoneOf(RESIDENTS.mother);
      clock.advance(HOUR);
    }
    const cookie = await house.residentCookie(PHONES.mother, [RESIDENTS.mother]);
    const path = `/api/v1/resident/residents/${RESIDENTS.mother}/pass`;
    const sixth = newResidentPhone(RESIDENTS.mother);
    const body = sixth.passRequest();
    const refused = await house.call('resident', 'PUT', path, { cookie, body });
    expect([refused.status, refused.code]).toEqual([409, 'device_key_limit']);
    clock.advance(7 * DAY - 4 * HOUR - 1);
    const later = await house.residentCookie(PHONES.mother, [RESIDENTS.mother]);
    const answer = await house.call('resident', 'PUT', path, { cookie: later, body });
    expect(answer.status).toBe(200);
  });

  it('by many devices at once gives out five and no more', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(newResidentPhone(RESIDENTS.father))),
    );
    const issued = answers.filter(({ status }) => status === 200);
    expect(issued.length).toBeLessThanOrEqual(5);
    for (let n = issued.length; n < 5; n++) await house.phoneOf(RESIDENTS.father);
    expect((await ask(newResidentPhone(RESIDENTS.father))).code).toBe('device_key_limit');
  });

  it('with a withdrawn pass brings none back: not to the same key, and by an order to no key', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    await setState(phone, { state: 'revoked', reason: 'lost_device' });
    expect((await ask(phone)).code).toBe('device_lost');
    const next = newResidentPhone(RESIDENTS.father);
    expect((await ask(next)).status).toBe(200);

    next.keep(IssuedPass.parse((await ask(next)).body));
    const order = { reason: 'order_with_document', documentNumber: '杭公2026-17' };
    await setState(next, { state: 'suspended', ...order });
    expect((await ask(next)).code).toBe('pass_suspended');
    expect((await ask(newResidentPhone(RESIDENTS.father))).code).toBe('pass_suspended');
    await setState(next, { state: 'active' });
    expect((await ask(next)).status).toBe(200);
    await setState(next, { state: 'revoked', ...order });
    expect((await ask(newResidentPhone(RESIDENTS.father))).code).toBe('pass_revoked');
  });

  it('finds a free index in a list without one, and makes room before it comes to that', async () => {
    const { lists } = house.stores;
    const first = await house.phoneOf(RESIDENTS.neighbour);
    expect(await lists.findSource('cmp_2', 0)).toMatchObject({ version: 1, places: 64 });
    const others = Array.from({ length: 64 }, (_, index) => index).filter((n) => n !== first.index);
    await Promise.all(others.map((index) => recordSomebody(2, index)));
    const crowded = await house.phoneOf(RESIDENTS.neighbour);
    expect(crowded.index).toBeGreaterThanOrEqual(64);
    const source = await lists.findSource('cmp_2', 0);
    expect(source).toMatchObject({ version: 2, places: 128 });
    expect((await house.versions('cmp_2')).statusList).toBe(2);

    await house.deliverPasses();
    expect((await house.versions('cmp_2')).passes).toBe(65);
    for (let index = 64; index < 86; index++) await recordSomebody(2, index);
    await house.deliverPasses();
    clock.advance(1000);
    await house.phoneOf(RESIDENTS.neighbour);
    expect((await lists.findSource('cmp_2', 0)).places).toBe(256);
  });
});

/** Somebody else's pass at this index, as far as a store cares. */
async function recordSomebody(compound: number, index: number): Promise<void> {
  const expires = clock() / 1000 + 3600;
  await house.stores.passes.recordIssued(
    {
      passId: passIdOf(compound, index),
      residentId: newResidentId(compound, randomBytes(10)),
      class: 'resident',
      keyThumbprint: `key ${index}`,
      gates: 1,
      notBefore: expires - 3600,
      expires,
      audit: FACTS,
      signed: new Uint8Array(113),
      state: 'active',
      maskedName: '陈**',
      building: '1幢',
      issue: { by: 'acc_0000000000000000', at: clock() },
    },
    { version: 0, passes: [] },
  );
}
