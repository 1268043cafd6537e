import { beforeEach, describe, expect, it } from 'vitest';
import { NOON } from '../../support/fixed-clock.ts';
import { GATES } from '../../support/gates.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { newVisitorPhone } from '../../support/visitor-phone.ts';
import { atTwoGates, desk, east, house, west } from './two-gates.ts';
import { DAY, HOUR } from './visitors-desk.ts';

const MINUTE = 60_000;
atTwoGates();
// Each on a day of its own, so that no limit of one is another's.
beforeEach(() => house.clock.set(house.clock() + DAY - ((house.clock() - NOON) % DAY)));

/** Invited, opened, and the battery is flat: what is left are the digits. */
async function digitsOf(changed: Record<string, unknown> = {}, phone = newVisitorPhone()) {
  const invitation = await desk.invite(changed);
  const opened = await desk.open(phone, invitation);
  if (opened.state !== 'open') throw new Error(opened.state);
  return { ...opened, invitation, phone };
}
/** Digits that nobody was given. */
const wrong = (pin: string, by = 1) => String((Number(pin) + by) % 1_000_000).padStart(6, '0');
const ALLOWED = {
  outcome: 'allow',
  reason: 'ok',
  class: 'visitor',
  visit: { name: '老王', building: '3幢', type: 'guest' },
};

describe('the digits of an invitation, said with the house', () => {
  it('let in as the code would, by the words that the page shows, and no log has them', async () => {
    const { pin, house: label } = await digitsOf();
    const { body } = await desk.sayAs(east, { pin, house: label });
    expect(body).toEqual({ arrival: ALLOWED });
    expect(house.lines.join()).not.toContain(pin);
  });

  it('are one with the code: what one of them used up the other does not use again', async () => {
    const { pin, phone } = await digitsOf();
    expect((await desk.sayAs(east, { pin })).body).toEqual({ arrival: ALLOWED });
    house.clock.advance(30_000);
    expect(await desk.arrive(west, phone)).toMatchObject({
      outcome: 'deny',
      reason: 'already_used',
    });
    expect((await desk.sayAs(west, { pin })).body).toEqual({
      arrival: { outcome: 'deny', reason: 'already_used', class: 'visitor' },
    });
    expect((await desk.sayAs(west, { pin, direction: 'out' })).body).toMatchObject({
      arrival: { outcome: 'allow' },
    });

    const other = await digitsOf();
    expect(await desk.arrive(east, other.phone)).toMatchObject({ outcome: 'allow' });
    house.clock.advance(30_000);
    expect((await desk.sayAs(west, { pin: other.pin })).body).toMatchObject({
      arrival: { outcome: 'deny', reason: 'already_used' },
    });
  });

  it('asked again under the same name are answered as they were', async () => {
    const { pin } = await digitsOf();
    const said = { pin, boot: 70, seq: 1 };
    const first = await desk.sayAs(east, said);
    expect((await desk.sayAs(east, said)).body).toEqual(first.body);
    expect(first.body).toEqual({ arrival: ALLOWED });
  });

  it('said at two gates at the same moment let one in', async () => {
    const window = { kind: 'window', from: house.clock(), until: house.clock() + HOUR };
    for (const times of [undefined, window]) {
      const { pin } = await digitsOf(times === undefined ? {} : { times });
      const answers = await Promise.all(
        [east, west, east, west].map((device, seq) => desk.sayAs(device, { pin, boot: 71, seq })),
      );
      const outcomes = answers.map(({ body }) => Object(body).arrival?.outcome);
      expect(outcomes.filter((outcome) => outcome === 'allow')).toHaveLength(1);
      house.clock.advance(MINUTE);
    }
  });

  it('are nobody’s at another house, nor of a house that is not there', async () => {
    const { pin } = await digitsOf();
    for (const at of ['3-2-502', '9-9-999', 'hello']) {
      const { status, body } = await desk.sayAs(east, { pin, house: at });
      expect([status, body]).toEqual([200, {}]);
    }
    expect((await desk.sayAs(east, { pin })).body).toEqual({ arrival: ALLOWED });
  });

  it('are dead with the invitation, and before and after its time', async () => {
    const cancelled = await digitsOf();
    await desk.cancel(cancelled.invitation.invitationId);
    expect((await desk.sayAs(east, { pin: cancelled.pin })).body).toMatchObject({
      arrival: { outcome: 'deny', reason: 'revoked' },
    });
    const from = house.clock() + HOUR;
    const late = await digitsOf({ times: { kind: 'once', from, until: from + HOUR } });
    expect((await desk.sayAs(east, { pin: late.pin })).body).toMatchObject({
      arrival: { reason: 'not_yet_valid' },
    });
    house.clock.advance(2 * HOUR);
    expect((await desk.sayAs(east, { pin: late.pin })).body).toMatchObject({
      arrival: { outcome: 'deny', reason: 'expired' },
    });
  });

  it('of the first phone are dead once the host lets a second one', async () => {
    const { pin, invitation } = await digitsOf();
    const second = newVisitorPhone();
    await desk.openAs(second, invitation.link);
    await desk.answer(invitation.invitationId, true);
    const opened = await desk.open(second, invitation);
    expect((await desk.sayAs(east, { pin })).body).toMatchObject({
      arrival: { outcome: 'deny', reason: 'revoked' },
    });
    const theirs = opened.state === 'open' ? opened.pin : '';
    expect((await desk.sayAs(east, { pin: theirs })).body).toEqual({ arrival: ALLOWED });
  });

  it('are asked by the gate’s own device alone', async () => {
    const { pin } = await digitsOf();
    expect((await desk.sayAs(east, { pin }, GATES.west)).code).toBe('not_permitted');
  });
});

describe('digits that are wrong', () => {
  it('lock the house, its residents’ PINs too, for the quarter of an hour, also at once', async () => {
    const father = residentBrowser(house);
    await father.signIn(PHONES.father);
    await father.call('PUT', `/residents/${RESIDENTS.father}/house-pin`, { pin: '804213' });
    const { shiftId } = await house.startShift(east);
    const resident = () =>
      house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/shifts/${shiftId}/house-pins`, {
        device: east,
        body: { house: '3-2-501', pin: '804213' },
      });
    const { pin, phone } = await digitsOf();
    // A right one counts nothing, of either kind.
    for (let times = 0; times < 6; times++) {
      await desk.sayAs(east, { pin, direction: 'out' });
      expect((await resident()).status).toBe(200);
    }
    const tries = [1, 2, 3, 4, 5, 6, 7].map((by) => desk.sayAs(east, { pin: wrong(pin, by) }));
    const codes = (await Promise.all(tries)).map(({ code }) => code ?? 'wrong').sort();
    expect(codes).toEqual([...Array(2).fill('too_many_tries'), ...Array(5).fill('wrong')]);
    expect((await desk.sayAs(west, { pin })).code).toBe('too_many_tries');
    expect((await resident()).code).toBe('too_many_tries');
    // The gate's other ways stay: the code, and the digits of another house.
    expect((await desk.sayAs(east, { pin, house: '3-2-502' })).body).toEqual({});
    expect(await desk.arrive(east, phone)).toMatchObject({ outcome: 'allow' });
    house.clock.advance(15 * MINUTE);
    expect((await desk.sayAs(east, { pin })).body).toMatchObject({
      arrival: { outcome: 'deny', reason: 'already_used' },
    });
    expect((await resident()).status).toBe(200);
  });
});
