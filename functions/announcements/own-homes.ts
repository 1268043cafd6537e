import { compoundOf, type HouseId, type PlaceId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { livesHere, type ResidentStore } from '../residents/index.ts';

export type OwnHomesPorts = {
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly compounds: Pick<CompoundStore, 'findHouse' | 'findPlaces'>;
};

/** A house whose people this phone speaks for. */
export type OwnHome = {
  readonly houseId: HouseId;
  readonly building: number;
  /** From the street down to the house. */
  readonly within: readonly PlaceId[];
  /** Somebody who lives there reads, not only somebody who holds a pass for them. */
  readonly isReadAtHome: boolean;
};

/** Where the people live for whom a phone speaks. */
export async function ownHomes(
  { residents, compounds }: OwnHomesPorts,
  actor: ResidentActor,
): Promise<readonly OwnHome[]> {
  const people = (await residents.findResidents(actor.residentIds)).filter(livesHere);
  const houseIds = [...new Set(people.map(({ houseId }) => houseId))];
  const [houses, around] = await Promise.all([
    Promise.all(houseIds.map((id) => compounds.findHouse(id))),
    compounds.findPlaces(houseIds.map(compoundOf), []),
  ]);
  return houses.flatMap((found): OwnHome[] => {
    if (found === undefined) return [];
    const { houseId, building } = found.house;
    const compound = around.compounds.find((one) => one.compoundId === compoundOf(houseId));
    if (compound === undefined) return [];
    const isReadAtHome = people.some(
      (one) => one.houseId === houseId && one.accountId === actor.accountId,
    );
    const within = [compound.streetId, compound.communityId, ...found.within];
    return [{ houseId, building, within, isReadAtHome }];
  });
}
