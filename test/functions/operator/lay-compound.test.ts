import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCompoundStore } from '../../../functions/compounds/index.ts';
import { createGateStore } from '../../../functions/gates/index.ts';
import { createAccountStore, createContactNumbers } from '../../../functions/identity/index.ts';
import { CompoundOrder, layCompound } from '../../../functions/operator/index.ts';
import { deriveKey } from '../../../functions/platform/secrets.ts';
import { createResidentStore } from '../../../functions/residents/index.ts';
import { COMPOUND_ORDER } from '../../support/compound-order.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { FACTS } from '../../support/facts.ts';
import { NOON } from '../../support/fixed-clock.ts';
import { accountOfPhone, SERVER_SECRET } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.stop());

function ports() {
  const { table } = engine;
  return {
    compounds: createCompoundStore(table),
    gates: createGateStore(table),
    accounts: createAccountStore(table),
    residents: createResidentStore(table),
    contacts: createContactNumbers(engine.table, deriveKey(SERVER_SECRET, 'contact')),
    serverSecret: SERVER_SECRET,
  };
}
const lay = (changed: object = {}, now = NOON) =>
  layCompound(ports(), CompoundOrder.parse({ ...COMPOUND_ORDER, ...changed }), now);
const itemsNow = async () => {
  const items = await itemsOf(engine.table);
  return new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
};

describe('an operator lays a compound', () => {
  it('with its gates, houses, staff and residents, each with an id of its own', async () => {
    expect(await lay()).toEqual({
      gates: [
        { gateId: 'gat_7_1', name: '南门' },
        { gateId: 'gat_7_2', name: '北门' },
      ],
      houses: 3,
      staff: 2,
      residents: { registered: 3, known: 0 },
    });
    const { compounds, gates, residents } = ports();
    expect(await compounds.listCompoundIds()).toEqual(['cmp_7']);
    expect((await compounds.listHouses('cmp_7')).map(({ label }) => label).sort()).toEqual([
      '1号楼1单元101',
      '1号楼1单元102',
      '2号楼3单元1501',
    ]);
    expect((await gates.listGates('cmp_7')).map(({ rules }) => rules.compoundName)).toEqual([
      '松涛苑',
      '松涛苑',
    ]);
    const people = await residents.listResidents('cmp_7');
    expect(people.map(({ maskedName, building }) => [maskedName, building]).sort()).toEqual([
      ['周**', '2号楼'],
      ['李**', '1号楼'],
      ['欧阳**', '1号楼'],
    ]);
  });

  it('whose staff hold their role there, until the evening of their last day', async () => {
    await lay({
      staff: [
        { role: 'property_manager', name: '钱经理', phone: '13900009701', until: '2036-01-31' },
        { role: 'guard', name: '钱经理', phone: '13900009701', until: '2035-12-31' },
      ],
    });
    const { staff } = await ports().accounts.findHolders(accountOfPhone('13900009701'));
    expect(staff).toEqual([
      expect.objectContaining({
        maskedName: '钱**',
        grants: [
          { role: 'property_manager', node: 'cmp_7', until: Date.UTC(2036, 0, 31, 16) - 1 },
          { role: 'guard', node: 'cmp_7', until: Date.UTC(2035, 11, 31, 16) - 1 },
        ],
      }),
    ]);
  });

  it('and no phone number is written anywhere', async () => {
    await lay();
    const written = JSON.stringify(await itemsOf(engine.table));
    expect(written).not.toMatch(/139\d{8}|139 /);
  });

  it('laid again it is the same, and says that everybody is known', async () => {
    await lay();
    const before = await itemsNow();
    expect((await lay({}, NOON + 1)).residents).toEqual({ registered: 0, known: 3 });
    expect(await itemsNow()).toEqual(before);
  });

  it('laid again with more in it gets what is new, and what stands stays as it is', async () => {
    await lay();
    const { gates, residents } = ports();
    const gate = await gates.findGate('gat_7_1');
    if (gate === undefined) throw new Error('no gate');
    await gates.recordGate({ ...gate, rules: { ...gate.rules, group: 4 } }, FACTS);
    const before = (await residents.listResidents('cmp_7')).map(({ residentId }) => residentId);
    const laid = await lay({
      gates: ['南门', '北门', '车行门'],
      houses: [...COMPOUND_ORDER.houses, '3-1-201'],
      residents: [
        ...COMPOUND_ORDER.residents,
        { house: '3-1-201', name: '吴晴', phone: '13900000703', tie: 'owner' },
      ],
    });
    expect(laid.residents).toEqual({ registered: 1, known: 3 });
    expect((await gates.listGates('cmp_7')).map(({ rules }) => rules.group)).toEqual([4, 0, 0]);
    const after = (await residents.listResidents('cmp_7')).map(({ residentId }) => residentId);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(4);
  });

  it.each([
    ['a house without its unit', { houses: ['3#501'] }],
    [
      'somebody who lives in no house of it',
      {
        residents: [{ house: '9-9-901', name: '周济', tie: 'owner' }],
      },
    ],
    ['nobody who manages it', { staff: COMPOUND_ORDER.staff.slice(1) }],
    [
      'a number that is none',
      {
        residents: [{ house: '1-1-101', name: '周济', phone: '12345', tie: 'owner' }],
      },
    ],
    ['a word that nobody knows', { arrears: [] }],
  ])('is not laid with %s', (_, changed) => {
    expect(CompoundOrder.safeParse({ ...COMPOUND_ORDER, ...changed }).success).toBe(false);
  });
});
