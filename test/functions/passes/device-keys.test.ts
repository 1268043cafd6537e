import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeviceKeys } from '../../../shared/messages/device-keys.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { newResidentPhone, type ResidentPhone } from '../../support/resident-phone.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR = 3_600_000;
const PASSES = `/api/v1/resident/residents/${RESIDENTS.father}/passes`;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let old: ResidentPhone;
let current: ResidentPhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  old = await house.phoneOf(RESIDENTS.father);
  clock.advance(HOUR);
  current = await house.phoneOf(RESIDENTS.father);
});
afterEach(() => engine.stop());

const fatherCookie = () => house.residentCookie(PHONES.father, [RESIDENTS.father]);
const listed = async () => {
  const { body } = await house.call('resident', 'GET', PASSES, { cookie: await fatherCookie() });
  return DeviceKeys.parse(body).devices;
};
const remove = async (passId: string, reason: string = 'lost_device') =>
  house.call('resident', 'DELETE', `${PASSES}/${passId}`, {
    cookie: await fatherCookie(),
    body: { reason },
  });
const suspend = async (phone: ResidentPhone) =>
  house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
    cookie: await house.staffCookie('property_manager'),
    body: { state: 'suspended', reason: 'wrong_person' },
  });
const listChanges = async (phone: ResidentPhone) =>
  (await house.stores.lists.findSource('cmp_1', 0)).exceptions.get(phone.index);

describe('the devices of a resident', () => {
  it('are listed the newest first, with when each was added and last renewed', async () => {
    const addedAt = clock() - HOUR;
    clock.set(old.pass.renewAfter * 1000);
    await house.givePass(old);
    expect(await listed()).toEqual([
      {
        passId: current.pass.passId,
        state: 'active',
        addedAt: addedAt + HOUR,
        renewedAt: addedAt + HOUR,
        expires: current.pass.expires,
      },
      {
        passId: old.pass.passId,
        state: 'active',
        addedAt,
        renewedAt: clock(),
        expires: old.pass.expires,
      },
    ]);
  });

  it('say nothing of anybody else in the house', async () => {
    await house.phoneOf(RESIDENTS.mother);
    expect(await listed()).toHaveLength(2);
  });

  it('can be removed by the resident: the gate’s list says so at once, the others stay', async () => {
    expect((await remove(old.pass.passId)).status).toBe(204);
    expect(await listChanges(old)).toEqual([{ state: 'revoked', since: clock() }]);
    expect((await listed()).map(({ passId }) => passId)).toEqual([current.pass.passId]);
    const removed = (await itemsOf(engine.table)).find(({ passId }) => passId === old.pass.passId);
    expect(removed).toMatchObject({
      previousState: 'active',
      stateChange: { by: accountOfPhone(PHONES.father), at: clock(), reason: 'lost_device' },
    });
  });

  it('can do nothing more with the sign-in of one reported lost, until somebody signs in anew', async () => {
    await remove(old.pass.passId, 'lost_device');
    const onLostPhone = await house.residentCookie(
      PHONES.father,
      [RESIDENTS.father],
      undefined,
      old.sessionId,
    );
    const asked = newResidentPhone(RESIDENTS.father).passRequest();
    const path = `/api/v1/resident/residents/${RESIDENTS.father}/pass`;
    const answers = [
      await house.call('resident', 'PUT', path, { cookie: onLostPhone, body: asked }),
      await house.call('resident', 'GET', PASSES, { cookie: onLostPhone }),
      await house.call('resident', 'DELETE', `${PASSES}/${current.pass.passId}`, {
        cookie: onLostPhone,
        body: { reason: 'lost_device' },
      }),
    ];
    expect(answers.map(({ code }) => code)).toEqual(Array(3).fill('session_expired'));
    expect((await listed()).map(({ passId }) => passId)).toEqual([current.pass.passId]);
    await house.phoneOf(RESIDENTS.father);
  });

  it('make room for another phone when one is removed', async () => {
    for (let more = 0; more < 3; more++) await house.phoneOf(RESIDENTS.father);
    const sixth = newResidentPhone(RESIDENTS.father);
    await expect(house.givePass(sixth)).rejects.toThrow('device_key_limit');
    await remove(old.pass.passId, 'own_wish');
    await house.givePass(sixth);
    expect(await listed()).toHaveLength(5);
  });

  it('are removed once, however often it is asked', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => remove(old.pass.passId)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await listChanges(old)).toHaveLength(1);
  });

  it('are never removed out of a suspension, nor for the reasons of others', async () => {
    await suspend(old);
    expect((await remove(old.pass.passId)).code).toBe('state_conflict');
    expect((await remove(current.pass.passId, 'moved_out')).field).toBe('reason');
    expect((await listed()).map(({ state }) => state)).toEqual(['active', 'suspended']);
  });

  it('are only the resident’s own, whatever the address says', async () => {
    const neighbours = await house.phoneOf(RESIDENTS.mother);
    expect((await remove(neighbours.pass.passId)).code).toBe('not_found');
    expect(await listChanges(neighbours)).toBeUndefined();
  });
});
