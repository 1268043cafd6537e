import { describe, expect, it } from 'vitest';
import { COMMUNITIES } from '../../infra/local/seed/places.ts';
import { planStreet } from '../../infra/local/seed/plan.ts';
import { compoundOf, HouseId, ResidentId } from '../../shared/ids.ts';
import { Phone } from '../../shared/messages/sign-in.ts';

const plan = planStreet();

describe('the demo street', () => {
  it('is the same every time it is planned', () => {
    expect(planStreet()).toEqual(plan);
  });

  it('has two communities, three compounds with three gates each, and 200 residents', () => {
    expect(COMMUNITIES).toHaveLength(2);
    expect(plan.compounds).toHaveLength(3);
    const gatesOf = (n: number) => plan.gates.filter(({ compound }) => compound === n).length;
    expect([1, 2, 3].map(gatesOf)).toEqual([3, 3, 3]);
    expect(plan.residents).toHaveLength(200);
  });

  it('gives every resident a house of their compound and an id of their own', () => {
    const houses = new Set(plan.compounds.flatMap((c) => c.houses.map(({ houseId }) => houseId)));
    for (const { residentId, houseId } of plan.residents) {
      expect(houses.has(houseId)).toBe(true);
      expect(compoundOf(residentId)).toBe(compoundOf(houseId));
      expect(ResidentId.parse(residentId)).toBe(residentId);
      expect(HouseId.parse(houseId)).toBe(houseId);
    }
    expect(new Set(plan.residents.map(({ residentId }) => residentId)).size).toBe(200);
  });

  it('has people without a phone, people who share one, tenants, carers and every tie', () => {
    const phones = plan.residents.flatMap(({ phone }) => phone ?? []);
    expect(phones.length).toBeLessThan(200);
    expect(new Set(phones).size).toBeLessThan(phones.length);
    expect(new Set(plan.residents.map(({ tie }) => tie))).toEqual(
      new Set(['owner', 'tenant', 'family', 'carer']),
    );
  });

  it('uses numbers of one block that belongs to nobody here', () => {
    const all = [...plan.residents, ...plan.staff].flatMap(({ phone }) => phone ?? []);
    expect(all.every((phone) => /^1390000[0-9]{4}$/.test(Phone.parse(phone)))).toBe(true);
  });

  it('masks every name', () => {
    for (const { name, maskedName } of plan.residents) {
      expect(maskedName).toMatch(/^\p{Script=Han}{1,2}\*\*$/u);
      expect(name.startsWith(maskedName.slice(0, -2))).toBe(true);
    }
  });
});
