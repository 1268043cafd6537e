import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';

const MINUTE = 60_000;
let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let shiftId: string;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
  ({ shiftId } = await house.startShift(device));
  const father = residentBrowser(house);
  await father.signIn(PHONES.father);
  await father.call('PUT', `/residents/${RESIDENTS.father}/house-pin`, { pin: '804213' });
});
afterEach(() => engine.stop());

const say = (at: string, pin: string, from = device) =>
  house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/shifts/${shiftId}/house-pins`, {
    device: from,
    body: { house: at, pin },
  });
const FATHER = { holder: { maskedName: '王**', building: '3幢' } };

describe('a PIN that is said with the house number', () => {
  it('names whose it is, masked, to look and confirm, however the house is typed', async () => {
    for (const typed of ['3-2-501', '3幢2单元501', '3#501', '32501']) {
      expect((await say(typed, '804213')).body).toEqual(FATHER);
    }
  });

  it('that is another’s, or of no house, is answered alike', async () => {
    const answers = [await say('3-2-501', '318426'), await say('3-2-999', '804213')];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, {}],
      [200, {}],
    ]);
  });

  it('is asked about no more once five were wrong, also where they come at once', async () => {
    clock.set(Math.ceil(clock() / (15 * MINUTE)) * 15 * MINUTE);
    ({ shiftId } = await house.startShift(device));
    const tries = ['1', '2', '3', '4', '5', '6', '7', '8'].map((n) => say('3-2-501', `31842${n}`));
    const codes = (await Promise.all(tries)).map(({ code }) => code ?? 'wrong').sort();
    expect(codes).toEqual([...Array(3).fill('too_many_tries'), ...Array(5).fill('wrong')]);
    const locked = await say('3-2-501', '804213');
    expect([locked.status, locked.code]).toEqual([429, 'too_many_tries']);
    // The names at the gate, and with them the lane, stay as they are.
    const path = `/api/v1/gates/${GATES.east}/shifts/${shiftId}/holders`;
    expect((await house.call('guard', 'GET', path, { device })).status).toBe(200);
    clock.advance(15 * MINUTE);
    expect((await say('3-2-501', '804213')).body).toEqual(FATHER);
  });

  it('counts no right one: a family comes home as often as it likes', async () => {
    for (let times = 0; times < 8; times++) {
      expect((await say('3-2-501', '804213')).body).toEqual(FATHER);
    }
  });

  it('ends with the residence', async () => {
    const father = residentBrowser(house);
    await father.signIn(PHONES.father);
    await father.call('POST', `/residents/${RESIDENTS.father}/departure`);
    expect((await say('3-2-501', '804213')).body).toEqual({});
  });

  it('is asked by the device of the shift alone, while the shift is open', async () => {
    const other = await house.deviceAt(GATES.east);
    expect((await say('3-2-501', '804213', other)).code).toBe('not_permitted');
    const path = `/api/v1/gates/${GATES.east}/shifts/${shiftId}/end`;
    await house.call('guard', 'POST', path, { device, body: { handOverNote: '' } });
    expect((await say('3-2-501', '804213')).code).toBe('shift_not_open');
  });
});
