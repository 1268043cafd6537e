import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EncryptedHolders, Lane, type Shift } from '../../../shared/messages/gates.ts';
import { openLane } from '../../../web/guard/lane/open-lane.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
});
afterEach(() => engine.stop());

/** What the device of a shift gets, with the key that opens it. */
async function documentOf(shift: Shift) {
  const path = `/api/v1/gates/${GATES.east}/shifts/${shift.shiftId}/holders`;
  const { body } = await house.call('guard', 'GET', path, { device });
  const { plaintext } = await compactDecrypt(shift.shiftKey, device.agreement.privateKey);
  const key = await crypto.subtle.importKey('raw', new Uint8Array(plaintext), 'AES-GCM', false, [
    'decrypt',
  ]);
  return { body, key, raw: plaintext };
}
async function laneOfNewShift() {
  const { body, key } = await documentOf(await house.startShift(device));
  const lane = await openLane(body, key);
  if (lane === undefined) throw new Error('no lane has come');
  return lane;
}

describe('the lane without a phone', () => {
  it('finds who lives in a house by the surname, however the house is typed', async () => {
    const lane = await laneOfNewShift();
    const father = [{ maskedName: '王**', building: '3幢' }];
    for (const typed of [
      '3-2-501',
      '3幢2单元501',
      '3#501',
      '３号楼２单元５０１室',
      '32501',
      '3501',
    ]) {
      expect(await lane.find(typed, '王')).toEqual(father);
      expect(await lane.find(typed, '王建国')).toEqual(father);
      expect(await lane.find(typed, '欧阳')).toEqual([{ maskedName: '欧阳**', building: '3幢' }]);
    }
  });

  it('finds nobody of another surname, house or compound', async () => {
    const lane = await laneOfNewShift();
    expect(await lane.find('3-2-501', '李')).toEqual([]);
    expect(await lane.find('3-1-501', '王')).toEqual([]);
    expect(await lane.find('3-2-502', '王')).toEqual([]);
    expect(await lane.find('3-2-501', '陈')).toEqual([]);
  });

  it('waits until there is a house and a name', async () => {
    const lane = await laneOfNewShift();
    expect(await lane.find('3幢', '王')).toBeUndefined();
    expect(await lane.find('3-2-501', ' ')).toBeUndefined();
  });

  it('holds hashes under a key of the shift alone, masked names and buildings, and nothing else', async () => {
    const read = async () => {
      const { body, raw } = await documentOf(await house.startShift(device));
      const { plaintext } = await compactDecrypt(EncryptedHolders.parse(body).lane ?? '', raw);
      const text = new TextDecoder().decode(plaintext);
      expect(text).not.toMatch(/501|建国|小雨|1[3-9][0-9]{9}/);
      return Lane.parse(JSON.parse(text));
    };
    const first = await read();
    clock.advance(60_000);
    const second = await read();
    expect(first.key).not.toBe(second.key);
    // Two surnames, each with the unit and without; that two are called 王 is not told.
    expect(Object.values(first.found)).toHaveLength(4);
    expect(Object.values(first.found).every((those) => those.length === 1)).toBe(true);
    expect(Object.keys(first.found).some((hash) => hash in second.found)).toBe(false);
  });

  it('is closed to the key of another shift, and absent where the server sends none', async () => {
    const one = await documentOf(await house.startShift(device));
    clock.advance(60_000);
    const other = await documentOf(await house.startShift(device));
    expect(await openLane(one.body, other.key)).toBeUndefined();
    const { holders } = EncryptedHolders.parse(one.body);
    expect(await openLane({ holders }, one.key)).toBeUndefined();
  });
});
