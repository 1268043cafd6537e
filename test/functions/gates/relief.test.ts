import { pbkdf2Sync } from 'node:crypto';
import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawShiftId } from '../../../functions/gates/shift.ts';
import { randomBytes } from '../../../functions/platform/random.ts';
import type { ShiftId } from '../../../shared/ids.ts';
import { EncryptedHolders, Holders, type Shift } from '../../../shared/messages/gates.ts';
import {
  type ReliefEntry,
  type ReliefReport,
  ReliefSecret,
  ReportedRelief,
} from '../../../shared/messages/shift-pins.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { batchesOf, recordsIn } from './scans-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PIN = '804213';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let before: Shift;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
  await house.phoneOf(RESIDENTS.father);
  await house.deliverPasses();
  await setPin(PIN);
  clock.advance(2_000);
  before = await house.startShift(device);
});
afterEach(() => engine.stop());

async function setPin(pin: string) {
  const cookie = await house.staffCookie('guard');
  return house.call('guard', 'PUT', '/api/v1/guard/shift-pin', { cookie, body: { pin } });
}
const pinsPath = '/api/v1/manager/compounds/cmp_1/shift-pins';
const manager = async () => ({ cookie: await house.staffCookie('property_manager') });
const shiftsPath = `/api/v1/gates/${GATES.east}/shifts`;

async function entriesOf(shift: Shift, from = device): Promise<ReliefEntry[]> {
  const { body } = await house.call('guard', 'GET', `${shiftsPath}/${shift.shiftId}/holders`, {
    device: from,
  });
  return EncryptedHolders.parse(body).relief ?? [];
}
/** What the page does with a PIN. */
async function enter(pin: string, entry: ReliefEntry, on = device): Promise<ReliefSecret> {
  const outer = await compactDecrypt(entry.wrapped, on.agreement.privateKey);
  const salt = Buffer.from(entry.salt, 'base64url');
  const key = pbkdf2Sync(pin, salt, entry.iterations, 32, 'sha256');
  const { plaintext } = await compactDecrypt(outer.plaintext, key);
  return ReliefSecret.parse(JSON.parse(new TextDecoder().decode(plaintext)));
}
const newShift = (): ShiftId => drawShiftId(1, clock(), randomBytes);
async function reliefBy(pin: string, changed: Partial<ReliefReport> = {}): Promise<ReliefReport> {
  const [entry] = await entriesOf(before);
  if (entry === undefined) throw new Error('no guard has a PIN');
  const { staffId, guardName } = entry;
  const { claim } = await enter(pin, entry);
  return { after: before.shiftId, staffId, guardName, startedAt: clock(), claim, ...changed };
}
const report = (shiftId: ShiftId, body: ReliefReport, from = device) =>
  house.call('guard', 'PUT', `${shiftsPath}/${shiftId}/relief`, { device: from, body });
const shiftItem = async (shiftId: ShiftId) =>
  (await itemsOf(engine.table)).find(({ sk }) => sk === `shift#${GATES.east}#${shiftId}`);

describe('a PIN for taking over without a network', () => {
  it('is nowhere in the table, nor in what a device is given', async () => {
    const [entry] = await entriesOf(before);
    const everything = JSON.stringify([await itemsOf(engine.table), entry]);
    expect(everything).not.toContain(PIN);
    const key = pbkdf2Sync(PIN, Buffer.from(entry?.salt ?? '', 'base64url'), 300_000, 32, 'sha256');
    expect(everything).not.toContain(key.toString('base64url'));
  });

  it.each([
    '000000',
    '123456',
    '654321',
    '890123',
    '121212',
    '123123',
    '112211',
    '12345',
    '1234567',
  ])('is not %s', async (pin) => {
    const { status, field } = await setPin(pin);
    expect([status, field]).toEqual([400, 'pin']);
  });

  it('is replaced by the next one, at the next refresh of the device', async () => {
    await setPin('902817');
    clock.advance(2_000);
    const [entry, ...others] = await entriesOf(before);
    if (entry === undefined) throw new Error('no entry');
    expect(others).toEqual([]);
    await expect(enter(PIN, entry)).rejects.toThrow();
    expect(await enter('902817', entry)).toBeDefined();
  });

  it('is told of at the start of a shift', async () => {
    expect(before.hasPin).toBe(true);
    await house.call('manager', 'DELETE', `${pinsPath}/${STAFF.guard}`, await manager());
    clock.advance(2_000);
    expect((await house.startShift(device)).hasPin).toBe(false);
  });

  it('is listed for the manager without a secret, and taken away by one tap', async () => {
    const listed = await house.call('manager', 'GET', pinsPath, await manager());
    expect(listed.body).toEqual({
      guards: [{ staffId: STAFF.guard, guardName: '胡**', setAt: clock() - 2_000 }],
    });
    const path = `${pinsPath}/${STAFF.guard}`;
    expect((await house.call('manager', 'DELETE', path, await manager())).status).toBe(204);
    expect((await house.call('manager', 'DELETE', path, await manager())).code).toBe('not_found');
    clock.advance(2_000);
    expect(await entriesOf(before)).toEqual([]);
  });

  it('opens the names of the shift, on that device alone', async () => {
    const [entry] = await entriesOf(before);
    if (entry === undefined) throw new Error('no entry');
    const { shiftKey } = await enter(PIN, entry);
    const { body } = await house.call('guard', 'GET', `${shiftsPath}/${before.shiftId}/holders`, {
      device,
    });
    const key = Buffer.from(shiftKey, 'base64url');
    const { plaintext } = await compactDecrypt(EncryptedHolders.parse(body).holders, key);
    const names = Holders.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    expect(Object.values(names)).toEqual([{ maskedName: '王**', building: '3幢' }]);
    const other = await house.deviceAt(GATES.east);
    await expect(enter(PIN, entry, other)).rejects.toThrow();
  });
});

describe('a shift that began by PIN', () => {
  it('is recorded once under its guard, and gets a key of its own', async () => {
    const body = await reliefBy(PIN);
    const shiftId = newShift();
    clock.advance(3 * HOUR);
    const answers = await Promise.all([1, 2, 3].map(() => report(shiftId, body)));
    for (const { status, body: answer } of answers) {
      expect(status).toBe(200);
      const { endsBy, shiftKey = '' } = ReportedRelief.parse(answer);
      expect(endsBy).toBe(body.startedAt + 14 * HOUR);
      const own = await compactDecrypt(shiftKey, device.agreement.privateKey);
      expect(own.plaintext).toHaveLength(32);
    }
    expect(await shiftItem(shiftId)).toMatchObject({
      staffId: STAFF.guard,
      guardName: '胡**',
      reliefOf: before.shiftId,
      startedAt: body.startedAt,
    });
    expect(await shiftItem(before.shiftId)).toMatchObject({ endedAt: body.startedAt });
    const names = await house.call('guard', 'GET', `${shiftsPath}/${shiftId}/holders`, { device });
    expect(names.status).toBe(200);
  });

  it('loses no scan, whichever comes first', async () => {
    const body = await reliefBy(PIN);
    const shiftId = newShift();
    const desk = batchesOf({ shiftId }, clock);
    clock.advance(MINUTE);
    const [first] = await house.record(device, [desk.cut(desk.scan('hello'))]);
    await report(shiftId, body);
    const [second] = await house.record(device, [desk.cut(desk.scan('hello'))]);
    expect([first?.result, second?.result]).toEqual(['recorded', 'recorded']);
    expect((await recordsIn(house)).batches.map((batch) => Object(batch).shiftId)).toEqual([
      shiftId,
      shiftId,
    ]);
  });

  it('is recorded whole where it is over already, with its end and its last word', async () => {
    const body = await reliefBy(PIN);
    const shiftId = newShift();
    clock.advance(HOUR);
    await report(shiftId, body);
    const ended = { endedAt: clock() + 5 * HOUR, handOverNote: '钥匙在抽屉里' };
    clock.advance(9 * HOUR);
    const answer = await report(shiftId, { ...body, ...ended });
    expect(ReportedRelief.parse(answer.body).shiftKey).toBeUndefined();
    expect(await shiftItem(shiftId)).toMatchObject(ended);
    expect((await house.startShift(device)).handOverNote).toBe('钥匙在抽屉里');
  });

  it('ends after fourteen hours, and twenty-eight after the shift that it relieved', async () => {
    clock.advance(20 * HOUR);
    const body = await reliefBy(PIN).catch(() => undefined);
    expect(body).toBeUndefined();
    clock.advance(-20 * HOUR);
    const late = await reliefBy(PIN, { startedAt: clock() + 20 * HOUR });
    clock.advance(21 * HOUR);
    const answer = await report(newShift(), late);
    expect(ReportedRelief.parse(answer.body).endsBy).toBe(before.startedAt + 28 * HOUR);
  });

  it('is recorded within the hours in which it can have been, where the device’s clock was off', async () => {
    const early = await reliefBy(PIN, { startedAt: 1_700_000_000_000 });
    const shiftId = newShift();
    clock.advance(HOUR);
    expect((await report(shiftId, early)).status).toBe(200);
    expect(await shiftItem(shiftId)).toMatchObject({ startedAt: before.startedAt });
  });

  it('is refused where the claim is another’s or made up, and stays visible', async () => {
    const body = await reliefBy(PIN);
    const forged: ReliefReport[] = [
      { ...body, claim: 'A'.repeat(43) },
      { ...body, staffId: STAFF.manager },
      { ...body, guardName: '王**' },
      { ...body, after: newShift() },
    ];
    for (const one of forged) {
      const shiftId = newShift();
      expect((await report(shiftId, one)).code).toBe('relief_not_proven');
      expect(await shiftItem(shiftId)).toBeUndefined();
    }
    const other = await house.deviceAt(GATES.east);
    expect((await report(newShift(), body, other)).code).toBe('relief_not_proven');
    const path = `/api/v1/manager/gates/${GATES.east}/days/2035-11-14/disagreements`;
    const { body: day } = await house.call('manager', 'GET', path, await manager());
    expect(Object(day).refusedReliefs).toHaveLength(5);
    expect(Object(day).refusedReliefs).toContainEqual({
      at: clock(),
      guardName: '王**',
      deviceId: device.deviceId,
    });
  });

  it('of an un-enrolled device is taken where it began before, and refused where it began after', async () => {
    const body = await reliefBy(PIN);
    clock.advance(HOUR);
    const path = `/api/v1/manager/gate-devices/${device.deviceId}`;
    await house.call('manager', 'DELETE', path, await manager());
    clock.advance(HOUR);
    const shiftId = newShift();
    const taken = await report(shiftId, body);
    expect(taken.status).toBe(200);
    expect(ReportedRelief.parse(taken.body).shiftKey).toBeUndefined();
    const after = { ...body, startedAt: clock() };
    expect((await report(newShift(), after)).code).toBe('device_not_enrolled');
  });
});
