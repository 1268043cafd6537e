import {
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  gridIdOf,
  type HouseId,
  type PlaceId,
  type ResidentId,
} from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { livesHere } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';
import type { SpecialCareStore } from './special-care-store.ts';

export type HomesCaredForPorts = {
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly care: Pick<SpecialCareStore, 'listLookedAfterBy'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces' | 'listBuildings'>;
};

/** Where somebody lives whom the actor looks after. */
export type HomeCaredFor = {
  readonly residentId: ResidentId;
  readonly maskedName: string;
  readonly houseId: HouseId;
  readonly houseLabel: string;
  readonly building: number;
  /** From the compound down to the building. */
  readonly within: readonly PlaceId[];
};

/** More than one helper or backup ever looks after in a compound. */
const MOST = 100;

/**
 * The homes of those whose helper or backup the actor is, while they hold a role that cares where
 * these live. It tells of nobody else, to nobody else.
 */
export async function homesCaredFor(
  { residents, care, compounds }: HomesCaredForPorts,
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<readonly HomeCaredFor[]> {
  const theirs = (await care.listLookedAfterBy(compoundId, actor.staffId)).slice(0, MOST);
  const ids = theirs.map(({ residentId }) => residentId);
  if (ids.length === 0) return [];
  const people = (await residents.findResidents(ids)).filter(livesHere);
  const [{ houses }, buildings] = await Promise.all([
    compounds.findPlaces(
      [],
      people.map(({ houseId }) => houseId),
    ),
    compounds.listBuildings(compoundId),
  ]);
  const number = compoundNumberOf(compoundId);
  return people.flatMap(({ residentId, maskedName, houseId }): HomeCaredFor[] => {
    const house = houses.find((one) => one.houseId === houseId);
    if (house === undefined) return [];
    const { building, label: houseLabel } = house;
    const grid = buildings.find((one) => one.number === building)?.grid;
    const within: PlaceId[] = [
      compoundId,
      ...(grid === undefined ? [] : [gridIdOf(number, grid)]),
      buildingIdOf(number, building),
    ];
    if (!mayAct(actor, 'special_care.read', within, now)) return [];
    return [{ residentId, maskedName, houseId, houseLabel, building, within }];
  });
}
