import {
  type AccountId,
  type CompoundId,
  compoundNumberOf,
  newResidentId,
  type ResidentId,
} from '../../shared/ids.ts';
import { isHouse, readHouseName } from '../../shared/lane/house-name.ts';
import type { RegisterResidentRequest } from '../../shared/messages/residents.ts';
import { buildingLabel, type CompoundStore, type House } from '../compounds/index.ts';
import type { ContactNumbers } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { guardiansOf } from './guardians.ts';
import { maskName } from './masked-name.ts';
import { classOf, type NewResident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type RegisterResidentPorts = {
  readonly residents: Pick<ResidentStore, 'findResidents' | 'listHousehold' | 'registerResident'>;
  readonly compounds: Pick<CompoundStore, 'findCompound' | 'listHouses'>;
  readonly accountOf: (phone: string) => AccountId;
  readonly contacts: Pick<ContactNumbers, 'keep'>;
  readonly random: RandomBytes;
};

export type RegisterResidentInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly request: RegisterResidentRequest;
  readonly now: number;
};

/** The one house that the typed text names; undefined where it names none, or one of several units. */
export async function findTypedHouse(
  compounds: Pick<CompoundStore, 'listHouses'>,
  compoundId: CompoundId,
  typed: string,
): Promise<House | undefined> {
  const name = readHouseName(typed);
  if (name === undefined) return undefined;
  const houses = (await compounds.listHouses(compoundId)).filter((house) => isHouse(house, name));
  return houses.length === 1 ? houses[0] : undefined;
}

/** Registers somebody at a house, once: whoever stands there by the same name is not another. */
export async function registerResident(
  ports: RegisterResidentPorts,
  { actor, compoundId, request, now }: RegisterResidentInput,
): Promise<{ residentId: ResidentId } | Failure> {
  if (!mayAct(actor, 'resident.register', compoundId, now)) return fail('not_permitted');
  const [compound, house] = await Promise.all([
    ports.compounds.findCompound(compoundId),
    findTypedHouse(ports.compounds, compoundId, request.house),
  ]);
  if (compound === undefined || house === undefined) {
    return fail('invalid_input', { field: 'house' });
  }
  const { name, tie, phone, childUntil } = request;
  const members = await ports.residents.listHousehold(house.houseId);
  const household = await ports.residents.findResidents(members.map((one) => one.residentId));
  if (household.some((one) => one.name === name)) return fail('invalid_input', { field: 'name' });

  const compoundNumber = compoundNumberOf(compoundId);
  const residentId = newResidentId(compoundNumber, ports.random(10));
  const accountId = phone === undefined ? undefined : ports.accountOf(phone);
  const guardians = guardiansOf(
    { residentId, accountId, childUntil },
    { chosen: request.guardians ?? [], household, random: ports.random, now },
  );
  if (isFailure(guardians)) return guardians;
  const resident: NewResident = {
    residentId,
    houseId: house.houseId,
    name,
    maskedName: maskName(name),
    tie,
    class: classOf(tie),
    building: buildingLabel(house.building, compound.buildingWord),
    ...(accountId === undefined ? {} : { accountId }),
    ...(childUntil === undefined ? {} : { childUntil }),
  };
  const audit = factsOf(actor, {
    action: 'resident.register',
    place: compoundId,
    purpose: 'register',
    now,
  });
  const outcome = await ports.residents.registerResident({ resident, place: house }, audit, {
    numberAt: now,
    guardians,
  });
  if (outcome === 'no_house') return fail('invalid_input', { field: 'house' });
  if (outcome !== 'registered') return fail('state_conflict');
  if (accountId !== undefined && phone !== undefined) await ports.contacts.keep(accountId, phone);
  return { residentId };
}
