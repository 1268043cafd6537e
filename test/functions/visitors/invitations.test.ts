import { beforeEach, describe, expect, it } from 'vitest';
import { NOON } from '../../support/fixed-clock.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { newVisitorPhone } from '../../support/visitor-phone.ts';
import { atTwoGates, desk, east, engine, house, west } from './two-gates.ts';
import { DAY, HOUR } from './visitors-desk.ts';

atTwoGates();
beforeEach(() => {
  // Each on a day of its own, so that no limit of one is another's; the day of the week stays.
  house.clock.set(house.clock() + 7 * DAY - ((house.clock() - NOON) % (7 * DAY)));
});

const ALLOWED = { outcome: 'allow', reason: 'ok', class: 'visitor' };
const outboxOf = async (template: string) =>
  (await itemsOf(engine.table)).flatMap(({ pk, notification }) =>
    String(pk).endsWith('#outbox') && Object(notification).template === template
      ? [Object(notification)]
      : [],
  );

describe('an invitation for once', () => {
  it('lets whoever opens its link in once, tells the host, and then not again', async () => {
    const invitation = await desk.invite({ plate: '浙a·12345' });
    const phone = newVisitorPhone();
    const opened = await desk.open(phone, invitation);
    expect(opened).toMatchObject({
      state: 'open',
      place: '锦苑小区',
      building: '3幢',
      gates: ['东门', '西门'],
      plate: '浙A12345',
      pin: expect.stringMatching(/^[0-9]{6}$/),
    });
    const before = (await outboxOf('visitor_arrived')).length;
    expect(await desk.arrive(east, phone)).toEqual({
      ...ALLOWED,
      visit: { name: '老王', building: '3幢', type: 'guest', plate: '浙A12345' },
    });
    await house.deliverArrivals();
    await house.deliverArrivals();
    expect((await outboxOf('visitor_arrived')).length).toBe(before + 1);

    house.clock.advance(30_000);
    expect(await desk.arrive(west, phone)).toEqual({
      outcome: 'deny',
      reason: 'already_used',
      class: 'visitor',
    });
    expect(await desk.arrive(west, phone, 'out')).toMatchObject({ outcome: 'allow' });
    await house.deliverArrivals();
    // Nobody is told that somebody has left.
    expect((await outboxOf('visitor_arrived')).length).toBe(before + 1);
  });

  it('answers a scan that is asked again as it did the first time', async () => {
    const phone = newVisitorPhone();
    await desk.open(phone, await desk.invite());
    const scan = { boot: 77, seq: 1, code: phone.showAt(house.clock()) };
    const first = await desk.decideAs(east, scan);
    const again = await desk.decideAs(east, scan);
    expect(first.body).toMatchObject(ALLOWED);
    expect(again.body).toEqual(first.body);
    const other = await desk.decideAs(west, { ...scan, boot: 78 });
    expect(other.body).toMatchObject({ outcome: 'deny', reason: 'already_used' });
  });

  it('lets one of two gates in that ask at the same moment', async () => {
    const phone = newVisitorPhone();
    await desk.open(phone, await desk.invite());
    const code = phone.showAt(house.clock());
    const answers = await Promise.all(
      [east, west, east, west, east].map((device, seq) =>
        desk.decideAs(device, { boot: 5, seq, code }),
      ),
    );
    const outcomes = answers.map(({ body }) => Object(body).outcome);
    expect(outcomes.filter((outcome) => outcome === 'allow')).toHaveLength(1);
  });

  it('is dead at the gate the moment that the host cancels it', async () => {
    const invitation = await desk.invite();
    const phone = newVisitorPhone();
    await desk.open(phone, invitation);
    expect((await desk.cancel(invitation.invitationId)).body).toMatchObject({ state: 'cancelled' });
    expect(await desk.arrive(east, phone)).toMatchObject({ outcome: 'deny', reason: 'revoked' });
    expect((await desk.openAs(newVisitorPhone(), invitation.link)).code).toBe('invitation_over');
  });

  it('lets nobody in early, nor late, nor by a photograph of the code', async () => {
    const from = house.clock() + HOUR;
    const phone = newVisitorPhone();
    await desk.open(
      phone,
      await desk.invite({ times: { kind: 'once', from, until: from + HOUR } }),
    );
    expect(await desk.arrive(east, phone)).toMatchObject({ reason: 'not_yet_valid' });
    house.clock.advance(HOUR);
    const photograph = phone.showAt(house.clock());
    house.clock.advance(11_000);
    expect((await desk.decideAs(east, { code: photograph })).body).toMatchObject({
      outcome: 'deny',
      reason: 'stale_code',
    });
    house.clock.advance(HOUR);
    expect(await desk.arrive(east, phone)).toMatchObject({ outcome: 'deny', reason: 'expired' });
  });

  it('is one however often the page sends it, and nobody’s but whoever made it', async () => {
    const body = {
      key: '00000000000nv001',
      times: { kind: 'once', from: house.clock(), until: house.clock() + HOUR },
    };
    const [one, two] = [await desk.invite(body), await desk.invite(body)];
    expect(two.invitationId).toBe(one.invitationId);
    const path = `/invitations/${one.invitationId}/cancellation`;
    expect((await desk.as('POST', path, undefined, PHONES.mother)).code).toBe('not_permitted');
    const others = await desk.as(
      'GET',
      `/residents/${RESIDENTS.mother}/invitations`,
      undefined,
      PHONES.mother,
    );
    expect(others.body).toEqual({ invitations: [] });
    expect((await desk.list()).map(({ invitationId }) => invitationId)).toContain(one.invitationId);
  });

  it('opens for nobody by a link that we never gave, nor without the key', async () => {
    const { link } = await desk.invite();
    const phone = newVisitorPhone();
    expect(
      (await desk.openAs(phone, `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status,
    ).not.toBe(200);
    const body = { ...phone.opening(link), deviceKey: newVisitorPhone().keys.publicText };
    const answer = await house.call('arrivals', 'POST', '/api/v1/visits/opened', { body });
    expect([answer.code, answer.field]).toEqual(['invalid_input', 'proof']);
  });
});

describe('a link that is opened on a second phone', () => {
  it('asks the host, and is that one’s when they say so, with what was used before', async () => {
    const invitation = await desk.invite({
      times: { kind: 'window', from: house.clock(), until: house.clock() + 6 * HOUR },
    });
    const [first, second] = [newVisitorPhone(), newVisitorPhone()];
    await desk.open(first, invitation);
    expect((await desk.open(second, invitation)).state).toBe('asked_host');
    expect((await desk.open(first, invitation)).state).toBe('open');
    await house.deliverArrivals();
    expect((await outboxOf('visitor_second_phone')).length).toBeGreaterThan(0);
    const [own] = await desk.list();
    expect(own?.asked).toBeDefined();

    expect((await desk.answer(invitation.invitationId, true)).status).toBe(200);
    expect((await desk.open(second, invitation)).state).toBe('open');
    expect(await desk.arrive(east, first)).toMatchObject({ outcome: 'deny', reason: 'revoked' });
    expect(await desk.arrive(east, second)).toMatchObject(ALLOWED);
  });

  it('does not get a second entry out of one that is used', async () => {
    const invitation = await desk.invite();
    const [first, second] = [newVisitorPhone(), newVisitorPhone()];
    await desk.open(first, invitation);
    expect(await desk.arrive(east, first)).toMatchObject(ALLOWED);
    await desk.open(second, invitation);
    await desk.answer(invitation.invitationId, true);
    await desk.open(second, invitation);
    expect(await desk.arrive(east, second)).toMatchObject({ reason: 'already_used' });
  });

  it('stays the first one’s where the host says no', async () => {
    const invitation = await desk.invite();
    const [first, second] = [newVisitorPhone(), newVisitorPhone()];
    await desk.open(first, invitation);
    await desk.open(second, invitation);
    await desk.answer(invitation.invitationId, false);
    expect((await desk.openAs(second, invitation.link)).code).toBe('host_said_no');
    expect(await desk.arrive(east, first)).toMatchObject(ALLOWED);
  });
});

describe('a group’s link', () => {
  it('gives each of so many a code, and the next one none', async () => {
    const invitation = await desk.invite({ most: 30 });
    const phones = Array.from({ length: 31 }, () => newVisitorPhone());
    const answers = [];
    for (const phone of phones) answers.push(await desk.openAs(phone, invitation.link));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(answers.at(-1)?.code).toBe('invitation_full');
    expect((await desk.open(phones[0] ?? newVisitorPhone(), invitation)).state).toBe('open');
    const [first] = phones;
    if (first === undefined) throw new Error('nobody came');
    await desk.cancel(invitation.invitationId);
    expect(await desk.arrive(east, first)).toMatchObject({ reason: 'revoked' });
  });

  it('lets no more in than it is for, though they open it at once', async () => {
    const invitation = await desk.invite({ most: 3 });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => desk.openAs(newVisitorPhone(), invitation.link)),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(3);
    expect((await desk.list())[0]?.opened).toBeLessThanOrEqual(3);
  });
});

describe('a carer who comes on some days', () => {
  /** Monday, Wednesday and Friday nights, 22:00 to 06:00. */
  const NIGHTS = [{ days: [1, 3, 5], from: 22 * 60, to: 6 * 60 }];
  const carer = (weeks: number) => ({
    name: '李阿姨',
    type: 'carer',
    times: {
      kind: 'recurring',
      firstDay: new Date(house.clock() + 8 * HOUR).toISOString().slice(0, 10),
      lastDay: new Date(house.clock() + 8 * HOUR + (weeks * 7 - 1) * DAY)
        .toISOString()
        .slice(0, 10),
      hours: NIGHTS,
    },
  });

  it('is let in across midnight, and refused on the wrong day and outside the hours', async () => {
    // Wednesday noon.
    const phone = newVisitorPhone();
    await desk.open(phone, await desk.invite(carer(1)));
    const at = async (hours: number) => {
      const noon = house.clock();
      house.clock.advance(hours * HOUR);
      const { reason } = await desk.arrive(east, phone);
      house.clock.set(noon);
      return reason;
    };
    expect(await at(0)).toBe('outside_hours');
    // 01:00 on Wednesday would have been Tuesday's: asked of Wednesday night from here on.
    expect(await at(10)).toBe('ok');
    expect(await at(13)).toBe('ok');
    expect(await at(17.9)).toBe('ok');
    expect(await at(18)).toBe('outside_hours');
    expect(await at(24 + 10)).toBe('outside_hours');
    expect(await at(24 + 13)).toBe('outside_hours');
    // The last day is Tuesday: nothing opens then, and nothing is left after it.
    expect(await at(7 * 24)).toBe('expired');
  });

  it('shows one code for all the households that invite her', async () => {
    const phone = newVisitorPhone();
    const one = await desk.invite(carer(1));
    const two = await desk.invite({ name: '李阿姨', type: 'cleaner' });
    await desk.open(phone, one);
    const before = phone.showAt(house.clock()).length;
    await desk.open(phone, two);
    expect(phone.showAt(house.clock()).length).toBe(before);
    expect(await desk.arrive(east, phone)).toMatchObject({
      ...ALLOWED,
      visit: { type: 'cleaner' },
    });
    await desk.cancel(two.invitationId);
    // She is inside and walks out all the same.
    house.clock.advance(HOUR);
    expect(await desk.arrive(east, phone, 'out')).toMatchObject({ outcome: 'allow' });
    house.clock.advance(9 * HOUR);
    expect(await desk.arrive(east, phone)).toMatchObject({ ...ALLOWED, visit: { type: 'carer' } });
  });
});

describe('while an emergency keeps visitors out', () => {
  it('nobody is invited, and whoever was is sent to the community worker; carers come', async () => {
    const guest = newVisitorPhone();
    const carer = newVisitorPhone();
    await desk.open(guest, await desk.invite());
    await desk.open(carer, await desk.invite({ type: 'carer' }));
    house.measures.noVisitors = true;
    expect((await desk.inviteAs()).code).toBe('no_visitors_now');
    expect(await desk.arrive(east, guest)).toMatchObject({ outcome: 'ask', reason: 'call_worker' });
    expect(await desk.arrive(east, carer)).toMatchObject(ALLOWED);
    house.measures.noVisitors = false;
  });
});
