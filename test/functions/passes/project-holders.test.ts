import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectHolders } from '../../../functions/passes/index.ts';
import type { TestEngine } from '../../support/engine.ts';
import { NOON } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
let house: Gatehouse;
type Item = Record<string, unknown>;
let father: Item;

beforeEach(async () => {
  ({ engine, house } = await openOwnGatehouse());
  await house.phoneOf(RESIDENTS.father);
  father = (await passItems())[0] ?? {};
});
afterEach(() => engine.stop());

const passItems = async (): Promise<Item[]> =>
  (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith('pass#'));
const take = (change: { before?: Item; after?: Item }) =>
  projectHolders(house.stores.holders, change);
async function known() {
  const { holders } = house.stores;
  const [{ holders: version, passes }, listed] = await Promise.all([
    house.versions('cmp_1'),
    holders.listHolders('cmp_1'),
  ]);
  return { version, passes, names: Object.values(listed).map(({ maskedName }) => maskedName) };
}
const renewed = (item: Item, changed: Item, later = 1): Item => ({
  ...item,
  issue: { by: 'acc_0000000000000001', at: NOON + later },
  ...changed,
});

describe('what the gate may know of holders', () => {
  it('is the masked name and the building by index, and no more', async () => {
    await take({ after: father });
    const listed = await house.stores.holders.listHolders('cmp_1');
    const index = String(Number.parseInt(String(father.passId).slice(-6), 16));
    expect(listed).toEqual({ [index]: { maskedName: '王**', building: '3幢' } });
  });

  it('follows each change once, however often it comes', async () => {
    await take({ after: father });
    await take({ after: father });
    expect(await known()).toEqual({ version: 1, passes: 1, names: ['王**'] });
    const married = renewed(father, { maskedName: '李**' });
    for (let n = 0; n < 3; n++) await take({ before: father, after: married });
    expect(await known()).toEqual({ version: 2, passes: 1, names: ['李**'] });
    for (let n = 0; n < 3; n++) await take({ before: married });
    expect(await known()).toEqual({ version: 3, passes: 0, names: [] });
  });

  it('stays as it is at renewals and changes of state, so that gates need not fetch it again', async () => {
    await take({ after: father });
    await take({ before: father, after: renewed(father, {}) });
    await take({ before: father, after: { ...father, state: 'suspended' } });
    expect((await known()).version).toBe(1);
  });

  it('ends where it would have, when a part of the stream is delivered again', async () => {
    const married = renewed(father, { maskedName: '李**' });
    const changes = [{ after: father }, { before: father, after: married }, { before: married }];
    for (const change of [...changes, ...changes.slice(1), ...changes]) await take(change);
    expect(await known()).toMatchObject({ passes: 0, names: [] });
  });

  it('is not turned back by an older change that comes late', async () => {
    const married = renewed(father, { maskedName: '李**' });
    await take({ after: married });
    await take({ after: father });
    await take({ before: father });
    expect((await known()).names).toEqual(['李**']);
  });

  it('counts a pass that took over an index as one', async () => {
    await take({ after: father });
    const next = renewed(father, { residentId: RESIDENTS.mother, maskedName: '欧阳**' });
    await take({ before: father, after: next });
    expect(await known()).toMatchObject({ passes: 1, names: ['欧阳**'] });
  });

  it('takes no notice of anything but passes', async () => {
    await take({ after: { pk: 'cmp_1', sk: 'gate#gat_1_1' } });
    await take({ before: { pk: 'cmp_1', sk: 'resident-keys#res_1_0000000000000001' } });
    expect((await known()).version).toBe(0);
  });
});
