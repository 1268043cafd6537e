import { beforeEach, describe, expect, it } from 'vitest';
import { NOON } from '../../support/fixed-clock.ts';
import { GATES } from '../../support/gates.ts';
import { itemsOf } from '../../support/table-items.ts';
import { newVisitorPhone } from '../../support/visitor-phone.ts';
import { atTwoGates, desk, east, engine, house, west } from './two-gates.ts';
import { DAY, HOUR } from './visitors-desk.ts';

atTwoGates();
// Each on a day of its own, so that no limit of one is another's.
beforeEach(() => house.clock.set(house.clock() + DAY - ((house.clock() - NOON) % DAY)));

const USED = { outcome: 'deny', reason: 'already_used' };
const toldOfArrivals = async () =>
  (await itemsOf(engine.table)).filter(
    ({ pk, notification }) =>
      String(pk).endsWith('#outbox') && Object(notification).template === 'visitor_arrived',
  ).length;

async function invited(changed: Record<string, unknown> = {}) {
  const phone = newVisitorPhone();
  const invitation = await desk.invite(changed);
  await desk.open(phone, invitation);
  return { phone, invitation };
}

describe('somebody who was invited and let in by hand while the server was silent', () => {
  it('has used their visit, also where the gate tells it much later, and the host hears once', async () => {
    const { phone } = await invited();
    const code = phone.showAt(house.clock());
    const at = house.clock();
    const before = await toldOfArrivals();
    house.clock.advance(HOUR);
    for (let times = 0; times < 2; times++) {
      expect((await desk.letInAs(east, { boot: 80, seq: 1, code, at })).status).toBe(204);
      await house.deliverArrivals();
    }
    expect(await desk.arrive(west, phone)).toMatchObject(USED);
    expect(await desk.arrive(west, phone, 'out')).toMatchObject({ outcome: 'allow' });
    await house.deliverArrivals();
    expect(await toldOfArrivals()).toBe(before + 1);
  });

  it('is counted once where the server had let them in and its answer was lost', async () => {
    const { phone } = await invited({ times: window() });
    const scan = { boot: 81, seq: 1, code: phone.showAt(house.clock()) };
    await desk.decideAs(east, scan);
    await desk.letInAs(east, scan);
    const visits = await itemsOf(engine.table);
    const mine = visits.filter(({ decided }) => JSON.stringify(decided ?? '').includes(' 81 1 '));
    expect(mine.flatMap(({ stays }) => Object.values(Object(stays)))).toMatchObject([
      { entered: 1 },
    ]);
  });

  it('is not let in once more by the same code at the other gate', async () => {
    const { phone } = await invited({ times: window() });
    const code = phone.showAt(house.clock());
    await desk.letInAs(east, { boot: 82, seq: 1, code });
    expect((await desk.decideAs(west, { code })).body).toMatchObject({ reason: 'replayed' });
    house.clock.advance(10_000);
    expect(await desk.arrive(west, phone)).toMatchObject({ outcome: 'allow' });
  });

  it('uses nothing of an invitation that is over, nor by a code of nobody, nor at another gate', async () => {
    const { phone, invitation } = await invited();
    const scan = { boot: 83, seq: 1, code: phone.showAt(house.clock()) };
    expect((await desk.letInAs(east, scan, GATES.west)).code).toBe('not_permitted');
    expect((await desk.letInAs(east, { ...scan, code: 'hello' })).code).toBe('invalid_input');
    await desk.cancel(invitation.invitationId);
    expect((await desk.letInAs(east, scan)).status).toBe(204);
    expect(await desk.arrive(west, phone)).toMatchObject({ reason: 'revoked' });
  });
});

const window = () => ({ kind: 'window', from: house.clock(), until: house.clock() + 6 * HOUR });
