import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retireExceptions } from '../../../functions/passes/index.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const DAY = 86_400_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let phone: ResidentPhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  phone = await house.phoneOf(RESIDENTS.father);
});
afterEach(() => engine.stop());

async function set(body: unknown, node: 'cmp_1' | 'cmp_2' = 'cmp_1') {
  const cookie = await house.staffCookie('property_manager', { node });
  const path = `/api/v1/manager/passes/${phone.pass.passId}/state`;
  return house.call('manager', 'PUT', path, { cookie, body });
}
const listed = async () => {
  const { exceptions, version } = await house.stores.lists.findSource('cmp_1', 0);
  return { version, changes: exceptions.get(phone.index) };
};
const passItem = async () =>
  (await itemsOf(engine.table)).find(({ passId }) => passId === phone.pass.passId);

describe('a manager', () => {
  it('suspends, resumes and withdraws a pass, and each stands in the list at once', async () => {
    const times = [1, 2, 3].map((n) => clock() + n * 1000);
    for (const [n, body] of [
      { state: 'suspended', reason: 'lost_device' },
      { state: 'active' },
      { state: 'revoked', reason: 'own_wish' },
    ].entries()) {
      clock.set(times[n] ?? 0);
      expect((await set(body)).status).toBe(204);
    }
    expect(await listed()).toEqual({
      version: 4,
      changes: [
        { state: 'suspended', since: times[0] },
        { state: 'active', since: times[1] },
        { state: 'revoked', since: times[2] },
      ],
    });
    expect((await house.versions('cmp_1')).statusList).toBe(4);
  });

  it('is written down with what they did, when, why, and what was before', async () => {
    const order = { reason: 'order_with_document', documentNumber: '杭公2026-17' };
    await set({ state: 'suspended', ...order });
    expect(await passItem()).toMatchObject({
      state: 'suspended',
      previousState: 'active',
      stateChange: { by: STAFF.manager, at: clock(), ...order },
    });
  });

  it('says the same twice and changes it once', async () => {
    const lost = { state: 'revoked', reason: 'lost_device' };
    const answers = await Promise.all([set(lost), set(lost), set(lost)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(await listed()).toMatchObject({ version: 2, changes: [{ state: 'revoked' }] });
  });

  it('brings no withdrawn pass back', async () => {
    await set({ state: 'revoked', reason: 'moved_out' });
    for (const body of [{ state: 'active' }, { state: 'suspended', reason: 'lost_device' }]) {
      const { status, code } = await set(body);
      expect([status, code]).toEqual([409, 'state_conflict']);
    }
    expect((await listed()).version).toBe(2);
  });

  it('has six reasons and no other; an order names its document, nothing else has one', async () => {
    for (const [body, field] of [
      [{ state: 'revoked', reason: 'arrears' }, 'reason'],
      [{ state: 'revoked' }, 'reason'],
      [{ state: 'suspended', reason: 'order_with_document' }, 'documentNumber'],
      [{ state: 'suspended', reason: 'own_wish', documentNumber: '2026-17' }, 'documentNumber'],
      [{ state: 'active', reason: 'own_wish' }, 'reason'],
      [{ state: 'expired' }, 'state'],
    ] as const) {
      const answer = await set(body);
      expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid_input', field]);
    }
    expect((await listed()).changes).toBeUndefined();
  });

  it('of another compound changes nothing', async () => {
    const { status, code } = await set({ state: 'revoked', reason: 'moved_out' }, 'cmp_2');
    expect([status, code]).toEqual([403, 'not_permitted']);
    expect((await passItem())?.state).toBe('active');
  });

  it('finds no pass whose index is free again', async () => {
    clock.set(phone.pass.expires * 1000 + 31 * DAY);
    expect((await set({ state: 'revoked', reason: 'moved_out' })).code).toBe('not_found');
  });
});

describe('what a list no longer needs to say', () => {
  const retire = () => retireExceptions(house.stores, 'cmp_1', clock());

  it('goes when the index is free, the version up, and nothing goes before', async () => {
    await set({ state: 'revoked', reason: 'moved_out' });
    clock.set(phone.pass.expires * 1000 + 31 * DAY - 1);
    expect(await retire()).toBe(0);
    clock.advance(1);
    expect(await retire()).toBe(1);
    expect(await listed()).toEqual({ version: 3, changes: undefined });
    expect((await house.versions('cmp_1')).statusList).toBe(3);
    expect(await retire()).toBe(0);
  });

  it('stays where it changes while it is struck', async () => {
    await set({ state: 'suspended', reason: 'lost_device' });
    const index = phone.index;
    await set({ state: 'active' });
    const { lists } = house.stores;
    expect(await lists.retireExceptions('cmp_1', [{ index, changes: 1 }])).toBe(false);
    expect((await listed()).changes).toHaveLength(2);
  });

  it('goes for every pass that is over', async () => {
    const others = await Promise.all(
      Array.from({ length: 4 }, () => house.phoneOf(RESIDENTS.mother)),
    );
    for (phone of [phone, ...others]) await set({ state: 'revoked', reason: 'moved_out' });
    clock.advance(60 * DAY);
    expect(await retire()).toBe(5);
  });
});
