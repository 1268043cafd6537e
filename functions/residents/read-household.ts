import { compoundOf } from '../../shared/ids.ts';
import type { ResidentAccount, ResidentSummary } from '../../shared/messages/sign-in.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type ReadHouseholdPorts = {
  readonly residents: ResidentStore;
  readonly compounds: CompoundStore;
};

/** The residents whose passes the actor's phone holds, each with house and household, masked. */
export async function readHousehold(
  { residents, compounds }: ReadHouseholdPorts,
  { actor }: { readonly actor: Pick<ResidentActor, 'residentIds'> },
): Promise<ResidentAccount> {
  const held = await residents.findResidents(actor.residentIds);
  const houseIds = [...new Set(held.map(({ houseId }) => houseId))];
  const [places, households] = await Promise.all([
    compounds.findPlaces(houseIds.map(compoundOf), houseIds),
    Promise.all(houseIds.map(async (id) => [id, await residents.listHousehold(id)] as const)),
  ]);
  const membersOf = new Map(households);

  const summary = ({ residentId, houseId, maskedName }: Resident): ResidentSummary[] => {
    const house = places.houses.find((place) => place.houseId === houseId);
    const compound = places.compounds.find((place) => place.compoundId === compoundOf(houseId));
    if (house === undefined || compound === undefined) return [];
    const household = (membersOf.get(houseId) ?? []).map((member) => ({
      maskedName: member.maskedName,
      self: member.residentId === residentId,
    }));
    const words = { compoundName: compound.name, houseLabel: house.label };
    return [{ residentId, houseId, maskedName, ...words, household }];
  };
  return { residents: held.flatMap(summary) };
}
