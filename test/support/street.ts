import { createCompoundStore } from '../../functions/compounds/index.ts';
import { accountOf, createAccountStore } from '../../functions/identity/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { Table } from '../../functions/platform/table.ts';
import {
  createResidentStore,
  maskName,
  type NewResident,
} from '../../functions/residents/index.ts';
import { compoundIdOf, type HouseId, type ResidentId, type StaffId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import { NOON } from './fixed-clock.ts';

export const SERVER_SECRET = new Uint8Array(32).fill(7);

/** Whom tests meet: a couple with a child on the mother's phone, a neighbour, two staff. */
export const PHONES = {
  father: '13900000001',
  mother: '13900000002',
  neighbour: '13900000003',
  guard: '13900008001',
  manager: '13900009001',
  stranger: '13900007777',
} as const;

export const HOUSES = {
  family: 'hou_1_000000000000000a',
  neighbour: 'hou_2_000000000000000b',
} as const satisfies Record<string, HouseId>;

export const RESIDENTS = {
  father: 'res_1_0000000000000001',
  mother: 'res_1_0000000000000002',
  child: 'res_1_0000000000000003',
  neighbour: 'res_2_0000000000000004',
} as const satisfies Record<string, ResidentId>;

export const STAFF = {
  guard: 'stf_0000000000000005',
  manager: 'stf_0000000000000006',
} as const satisfies Record<string, StaffId>;

/** Where the houses of both compounds stand. */
export const PLACE = { building: 3, unit: 2, room: '501', label: '3幢2单元501' } as const;

/** Staff hold their role at the first compound until then. */
export const GRANTED_UNTIL = NOON + 365 * 24 * 60 * 60 * 1000;

export const accountOfPhone = (phone: string) =>
  accountOf(deriveKey(SERVER_SECRET, 'phone'), phone);

function resident(
  residentId: ResidentId,
  houseId: HouseId,
  person: Pick<NewResident, 'name' | 'tie' | 'childUntil'> & { phone: string },
): NewResident {
  return {
    residentId,
    houseId,
    name: person.name,
    maskedName: maskName(person.name),
    tie: person.tie,
    class: 'resident',
    building: '3幢',
    accountId: accountOfPhone(person.phone),
    ...(person.childUntil === undefined ? {} : { childUntil: person.childUntil }),
  };
}

/** Writes a small street into the table: two compounds, two houses, four residents, two staff. */
export async function layStreet(table: Table): Promise<void> {
  const compounds = createCompoundStore(table);
  const street = { streetId: 'str_1', name: '青枫街道' } as const;
  const community = { communityId: 'com_1', streetId: 'str_1', name: '锦苑社区' } as const;
  await compounds.recordStreet(street, [community]);
  for (const [number, name, houseId] of [
    [1, '锦苑小区', HOUSES.family],
    [2, '桂花里', HOUSES.neighbour],
  ] as const) {
    const compoundId = compoundIdOf(number);
    await compounds.recordCompound(
      {
        compound: { compoundId, communityId: 'com_1', streetId: 'str_1', name, buildingWord: '幢' },
        grids: [{ compoundId, number: 1, name: '第一网格' }],
        buildings: [{ compoundId, number: 3, grid: 1 }],
        units: [{ compoundId, building: 3, number: 2 }],
        houses: [{ houseId, ...PLACE }],
      },
      operatorFacts('test', 'places', NOON),
    );
  }

  const residents = createResidentStore(table);
  const audit = operatorFacts('test', 'register', NOON);
  for (const person of [
    resident(RESIDENTS.father, HOUSES.family, {
      name: '王建国',
      phone: PHONES.father,
      tie: 'owner',
    }),
    resident(RESIDENTS.mother, HOUSES.family, {
      name: '欧阳敏',
      phone: PHONES.mother,
      tie: 'family',
    }),
    resident(RESIDENTS.child, HOUSES.family, {
      name: '王小雨',
      childUntil: '2045-09-01',
      phone: PHONES.mother,
      tie: 'family',
    }),
    resident(RESIDENTS.neighbour, HOUSES.neighbour, {
      name: '陈福根',
      phone: PHONES.neighbour,
      tie: 'tenant',
    }),
  ]) {
    await residents.registerResident({ resident: person, place: PLACE }, audit);
  }

  const accounts = createAccountStore(table);
  const facts = operatorFacts('test', 'permissions', NOON);
  const hired = (staffId: StaffId, role: Role) => ({
    staffId,
    maskedName: '胡**',
    grants: [{ role, node: compoundIdOf(1), until: GRANTED_UNTIL }],
  });
  await accounts.recordStaff(accountOfPhone(PHONES.guard), hired(STAFF.guard, 'guard'), facts);
  await accounts.recordStaff(
    accountOfPhone(PHONES.manager),
    hired(STAFF.manager, 'property_manager'),
    facts,
  );
}
