import {
  compoundIdOf,
  type GateId,
  gateIdOf,
  type HouseId,
  newHouseId,
  newResidentId,
  newStaffId,
} from '../../shared/ids.ts';
import {
  buildingLabel,
  type CompoundPlan,
  type CompoundStore,
  houseLabel,
} from '../compounds/index.ts';
import { type GateStore, newGate } from '../gates/index.ts';
import { type AccountStore, accountOf, type ContactNumbers } from '../identity/index.ts';
import { operatorFacts } from '../platform/audit.ts';
import { deriveKey, hmac } from '../platform/secrets.ts';
import { maskName, type ResidentStore } from '../residents/index.ts';
import { type CompoundOrder, doorOf, type OrderedHouse } from './compound-order.ts';

export type LayCompoundPorts = {
  readonly compounds: CompoundStore;
  readonly gates: GateStore;
  readonly accounts: AccountStore;
  readonly residents: ResidentStore;
  readonly contacts: Pick<ContactNumbers, 'keep'>;
  readonly serverSecret: Uint8Array;
};

/** What stands there now, and who of the residents was new. */
export type LaidCompound = {
  readonly gates: readonly { readonly gateId: GateId; readonly name: string }[];
  readonly houses: number;
  readonly staff: number;
  readonly residents: { readonly registered: number; readonly known: number };
};

const GRID = { number: 1, name: '第一网格' } as const;
const WRITES_AT_A_TIME = 16;

const endOfDay = (shanghaiDay: string): number => Date.parse(`${shanghaiDay}T23:59:59.999+08:00`);

async function inGroups<T>(items: readonly T[], write: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += WRITES_AT_A_TIME) {
    await Promise.all(items.slice(start, start + WRITES_AT_A_TIME).map(write));
  }
}

/** What stands on the compound's ground, with one grid for all of it. */
function planOf(
  { street, community, compound, houses }: CompoundOrder,
  idOf: (house: OrderedHouse) => HouseId,
): CompoundPlan {
  const compoundId = compoundIdOf(compound.number);
  const { name, buildingWord } = compound;
  const buildings = new Set(houses.map(({ building }) => building));
  const units = new Map(houses.map((house) => [`${house.building}-${house.unit}`, house]));
  return {
    compound: {
      compoundId,
      communityId: `com_${community.number}`,
      streetId: `str_${street.number}`,
      name,
      buildingWord,
    },
    grids: [{ compoundId, ...GRID }],
    buildings: [...buildings].map((number) => ({ compoundId, number, grid: GRID.number })),
    units: [...units.values()].map(({ building, unit }) => ({
      compoundId,
      building,
      number: unit,
    })),
    houses: houses.map((house) => ({
      houseId: idOf(house),
      ...house,
      label: houseLabel(house, buildingWord),
    })),
  };
}

/**
 * Lays a compound as its operator wrote it down. Ids follow from what they name, by a key that
 * nobody has: the same order again changes nothing, one with more in it adds what is new, and one
 * that was broken off is finished. A gate that stands keeps its rules, a resident stays as they are.
 * @param now Unix milliseconds
 */
export async function layCompound(
  { compounds, gates, accounts, residents, contacts, serverSecret }: LayCompoundPorts,
  order: CompoundOrder,
  now: number,
): Promise<LaidCompound> {
  const { street, community, compound } = order;
  const [idKey, phoneKey] = [deriveKey(serverSecret, 'laid'), deriveKey(serverSecret, 'phone')];
  const idFrom = (...what: string[]) => hmac(idKey, String(compound.number), ...what);
  const standingHouses = await compounds.listHouses(compoundIdOf(compound.number));
  const known = new Map(standingHouses.map((house) => [doorOf(house), house.houseId]));
  const houseIdOf = (house: OrderedHouse) =>
    known.get(doorOf(house)) ?? newHouseId(compound.number, idFrom('house', doorOf(house)));

  const streetId = `str_${street.number}` as const;
  await compounds.recordStreet({ streetId, name: street.name }, [
    { communityId: `com_${community.number}`, streetId, name: community.name },
  ]);
  const laid = operatorFacts('compound.lay', 'places', now);
  await compounds.recordCompound(planOf(order, houseIdOf), laid);

  const standing = order.gates.map((name, at) => ({
    gateId: gateIdOf(compound.number, at + 1),
    name,
  }));
  for (const { gateId, name } of standing) {
    if ((await gates.findGate(gateId)) !== undefined) continue;
    await gates.recordGate(newGate({ gateId, name, compoundName: compound.name }), laid);
  }

  const node = compoundIdOf(compound.number);
  const phones = [...new Set(order.staff.map(({ phone }) => phone))];
  await inGroups(phones, async (phone) => {
    const held = order.staff.filter((one) => one.phone === phone);
    const account = accountOf(phoneKey, phone);
    const staffId = newStaffId(idFrom('staff', phone));
    const ordered = held.map(({ role, until }) => ({ role, node, until: endOfDay(until) }));
    // Roles that were given since stay as they are.
    const given = (await accounts.findStaff(account, staffId))?.grants ?? [];
    const others = given.filter(
      (one) => !ordered.some(({ role }) => role === one.role && node === one.node),
    );
    const member = {
      staffId,
      maskedName: maskName(held[0]?.name ?? ''),
      grants: [...ordered, ...others],
    };
    await accounts.recordStaff(account, member, operatorFacts('compound.lay', 'permissions', now));
  });

  const audit = operatorFacts('compound.lay', 'register', now);
  let registered = 0;
  await inGroups(order.residents, async ({ house, name, phone, tie }) => {
    const building = buildingLabel(house.building, compound.buildingWord);
    const outcome = await residents.registerResident(
      {
        place: { ...house, label: houseLabel(house, compound.buildingWord) },
        resident: {
          residentId: newResidentId(
            compound.number,
            idFrom('resident', doorOf(house), name, phone ?? ''),
          ),
          houseId: houseIdOf(house),
          name,
          maskedName: maskName(name),
          tie,
          class: tie === 'carer' ? 'household' : 'resident',
          building,
          ...(phone === undefined ? {} : { accountId: accountOf(phoneKey, phone) }),
        },
      },
      audit,
    );
    if (phone !== undefined) await contacts.keep(accountOf(phoneKey, phone), phone);
    if (outcome === 'registered') registered += 1;
  });
  return {
    gates: standing,
    houses: order.houses.length,
    staff: phones.length,
    residents: { registered, known: order.residents.length - registered },
  };
}
