import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EncryptedHolders, Holders, type Shift } from '../../../shared/messages/gates.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR = 3_600_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
});
afterEach(() => engine.stop());

const shiftsPath = `/api/v1/gates/${GATES.east}/shifts`;
const end = (shift: Shift, handOverNote?: string, from = device) =>
  house.call('guard', 'POST', `${shiftsPath}/${shift.shiftId}/end`, {
    device: from,
    body: handOverNote === undefined ? {} : { handOverNote },
  });
const readHolders = (shift: Shift, etag?: string, from = device) =>
  house.call('guard', 'GET', `${shiftsPath}/${shift.shiftId}/holders`, {
    device: from,
    headers: etag === undefined ? {} : { 'if-none-match': etag },
  });
async function shiftKeyIn(shift: Shift): Promise<Uint8Array> {
  return (await compactDecrypt(shift.shiftKey, device.agreement.privateKey)).plaintext;
}
async function namesIn(body: unknown, key: Uint8Array): Promise<Holders> {
  const { plaintext } = await compactDecrypt(EncryptedHolders.parse(body).holders, key);
  return Holders.parse(JSON.parse(new TextDecoder().decode(plaintext)));
}

describe('a shift', () => {
  it('opens for the guard in front of the device, with a key for the device alone', async () => {
    const shift = await house.startShift(device);
    expect(shift).toMatchObject({
      guardName: '胡**',
      startedAt: clock(),
      endsBy: clock() + 14 * HOUR,
    });
    expect(await shiftKeyIn(shift)).toHaveLength(32);
    const other = await house.deviceAt(GATES.east);
    await expect(compactDecrypt(shift.shiftKey, other.agreement.privateKey)).rejects.toThrow();
    const item = (await itemsOf(engine.table)).find(({ shiftId }) => shiftId === shift.shiftId);
    expect(item).toMatchObject({ staffId: STAFF.guard, deviceId: device.deviceId });
  });

  it('does not open without a guard, nor for a manager, nor for another compound’s guard', async () => {
    const start = (cookie?: string) =>
      house.call('guard', 'POST', shiftsPath, {
        device,
        body: {},
        ...(cookie === undefined ? {} : { cookie }),
      });
    expect((await start()).code).toBe('not_signed_in');
    expect((await start(await house.staffCookie('property_manager'))).code).toBe('not_signed_in');
    const elsewhere = await house.staffCookie('guard', { node: 'cmp_2' });
    expect((await start(elsewhere)).code).toBe('not_permitted');
    const west = `/api/v1/gates/${GATES.west}/shifts`;
    const cookie = await house.staffCookie('guard');
    const answer = await house.call('guard', 'POST', west, { device, body: {}, cookie });
    expect(answer.code).toBe('not_permitted');
  });

  it('hands its last word to the next, and an older one to nobody', async () => {
    const first = await house.startShift(device);
    expect(first.handOverNote).toBeUndefined();
    clock.advance(8 * HOUR);
    expect((await end(first, '3幢电梯在修')).status).toBe(204);
    clock.advance(1000);
    const second = await house.startShift(device);
    expect(second.handOverNote).toBe('3幢电梯在修');
    await end(second);
    clock.advance(15 * HOUR);
    expect((await house.startShift(device)).handOverNote).toBeUndefined();
  });

  it('ends once; what was left to say at its end stays', async () => {
    const first = await house.startShift(device);
    await end(first, '钥匙在抽屉里');
    expect((await end(first, '没有')).status).toBe(204);
    clock.advance(1000);
    expect((await house.startShift(device)).handOverNote).toBe('钥匙在抽屉里');
  });

  it('ends with the next one on the same device, and not with one on another', async () => {
    const first = await house.startShift(device);
    clock.advance(HOUR);
    const beside = await house.deviceAt(GATES.east);
    await house.startShift(beside);
    expect((await readHolders(first)).status).toBe(200);
    clock.advance(HOUR);
    const second = await house.startShift(device);
    expect((await readHolders(first)).code).toBe('shift_not_open');
    expect((await readHolders(second)).status).toBe(200);
  });

  it('is ended by its own device', async () => {
    const shift = await house.startShift(device);
    const beside = await house.deviceAt(GATES.east);
    expect((await end(shift, 'x', beside)).code).toBe('not_permitted');
    const unknown = { ...shift, shiftId: 'shf_1_zzzzzzzzzzzzzzzz' as const };
    expect((await end(unknown)).code).toBe('not_found');
    const long = await end(shift, 'x'.repeat(501));
    expect([long.status, long.field]).toEqual([400, 'handOverNote']);
  });
});

describe('names at the gate', () => {
  it('are readable with the shift’s key alone, masked, by index', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    await house.deliverPasses();
    const shift = await house.startShift(device);
    const answer = await readHolders(shift);
    const names = await namesIn(answer.body, await shiftKeyIn(shift));
    expect(names).toEqual({ [phone.index]: { maskedName: '王**', building: '3幢' } });
    await expect(namesIn(answer.body, new Uint8Array(32))).rejects.toThrow();
    expect(JSON.stringify(answer.body)).not.toContain('王');
  });

  it('are not sent again while nobody comes or goes', async () => {
    await house.phoneOf(RESIDENTS.father);
    await house.deliverPasses();
    const shift = await house.startShift(device);
    const etag = (await readHolders(shift)).headers.get('etag') ?? '';
    const same = await readHolders(shift, etag);
    expect([same.status, same.body]).toEqual([304, undefined]);
    await house.phoneOf(RESIDENTS.mother);
    await house.deliverPasses();
    clock.advance(1000);
    const more = await readHolders(shift, etag);
    expect(more.status).toBe(200);
    const names = await namesIn(more.body, await shiftKeyIn(shift));
    expect(Object.keys(names)).toHaveLength(2);
  });

  it('end with the shift, and after fourteen hours', async () => {
    const shift = await house.startShift(device);
    clock.advance(14 * HOUR - 1);
    expect((await readHolders(shift)).status).toBe(200);
    clock.advance(1);
    const late = await readHolders(shift);
    expect([late.status, late.code]).toEqual([409, 'shift_not_open']);
    const next = await house.startShift(device);
    await end(next);
    expect((await readHolders(next)).code).toBe('shift_not_open');
  });

  it('are for the device of the shift', async () => {
    const shift = await house.startShift(device);
    const beside = await house.deviceAt(GATES.east);
    expect((await readHolders(shift, undefined, beside)).code).toBe('not_permitted');
    const west = await house.deviceAt(GATES.west);
    expect((await readHolders(shift, undefined, west)).code).toBe('not_permitted');
  });

  it('unchanged, cost one read unit a refresh, however many there are', async () => {
    const { table, units } = countingTable(engine);
    const counted = await openGatehouse(table, clock, house.issuer);
    const shift = await house.startShift(device);
    const path = `${shiftsPath}/${shift.shiftId}/holders`;
    await counted.call('guard', 'GET', path, { device });
    const before = units();
    clock.advance(1000);
    await counted.call('guard', 'GET', path, { device });
    expect(units().read - before.read).toBe(1);
  });
});
