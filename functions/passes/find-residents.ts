import type { CompoundId, HouseId } from '../../shared/ids.ts';
import {
  type HouseName,
  isHouse,
  readBuilding,
  readHouseName,
} from '../../shared/lane/house-name.ts';
import {
  type FindResidentsRequest,
  type FoundResident,
  type FoundResidents,
  RESIDENTS_PER_PAGE,
} from '../../shared/messages/cards.ts';
import type { CompoundStore, House } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Issuer } from '../platform/signer.ts';
import type { Resident, ResidentStore } from '../residents/index.ts';
import { residentPassOf } from './list-resident-passes.ts';
import { isCard, isGood, type Pass } from './pass.ts';
import type { PassStore } from './pass-store.ts';

export type FindResidentsPorts = {
  readonly passes: Pick<PassStore, 'findPassesOfResidents'>;
  readonly residents: Pick<ResidentStore, 'listResidents'>;
  readonly compounds: Pick<CompoundStore, 'listHouses'>;
  readonly issuer: Pick<Issuer, 'pointsAt'>;
};

export type FindResidentsInput = FindResidentsRequest & {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};

type Place = Pick<House, 'building' | 'unit' | 'room' | 'label'>;
type Resided = { readonly resident: Resident; readonly house: Place };

/** Whose passes and cards stand how: a house's people, a building's, or everybody's, by the page. */
export async function findResidents(
  ports: FindResidentsPorts,
  { actor, compoundId, house: typed, from = 0, now }: FindResidentsInput,
): Promise<FoundResidents | Failure> {
  if (!mayAct(actor, 'resident.find', compoundId, now)) return fail('not_permitted');
  const asked = askedFor(typed);
  if (asked === undefined) return fail('invalid_input', { field: 'house' });

  const [residents, houses] = await Promise.all([
    ports.residents.listResidents(compoundId),
    ports.compounds.listHouses(compoundId),
  ]);
  const houseOf = new Map<HouseId, Place>(houses.map((house) => [house.houseId, house]));
  const found = residents
    .flatMap((resident): Resided[] => {
      const house = houseOf.get(resident.houseId);
      return house !== undefined && asked(house) ? [{ resident, house }] : [];
    })
    .sort(byHouse);
  const page = found.slice(from, from + RESIDENTS_PER_PAGE);
  const passes = await ports.passes.findPassesOfResidents(
    page.map(({ resident }) => resident.residentId),
    now,
  );
  const points = ports.issuer.pointsAt(now);
  const keys = { nowMs: now, verifies: (keyId: number) => points.has(keyId) };
  const next = from + page.length;
  return {
    residents: page.map((one) => foundOf(one, passes.get(one.resident.residentId) ?? [], keys)),
    total: found.length,
    ...(next < found.length ? { next } : {}),
  };
}

/** Undefined where what was typed is neither a house nor a building. */
function askedFor(typed: string | undefined): ((house: Place) => boolean) | undefined {
  if (typed === undefined || typed.trim() === '') return () => true;
  const building = readBuilding(typed);
  if (building !== undefined) return (house) => house.building === building;
  const name: HouseName | undefined = readHouseName(typed);
  return name && ((house) => isHouse(house, name));
}

/** 502 comes after 1001 in no house: rooms count by their numbers. */
const collator = new Intl.Collator('zh', { numeric: true });

function byHouse(one: Resided, other: Resided): number {
  const [a, b] = [one.house, other.house];
  return (
    a.building - b.building ||
    a.unit - b.unit ||
    collator.compare(a.room, b.room) ||
    (one.resident.residentId < other.resident.residentId ? -1 : 1)
  );
}

function foundOf(
  { resident, house }: Resided,
  passes: readonly Pass[],
  keys: Parameters<typeof isGood>[1],
): FoundResident {
  const { residentId, houseId, maskedName, tie } = resident;
  const phones = passes.filter((pass) => !isCard(pass) && isGood(pass, keys)).length;
  const [card] = passes
    .filter((pass) => isCard(pass) && pass.state !== 'revoked')
    .sort((a, b) => b.issue.at - a.issue.at);
  return {
    residentId,
    houseId,
    houseLabel: house.label,
    maskedName,
    tie,
    phones,
    ...(card === undefined ? {} : { card: residentPassOf(card, keys) }),
  };
}
