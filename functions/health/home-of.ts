import type { Measure } from '../../shared/emergency/measures.ts';
import {
  type BuildingId,
  buildingIdOf,
  compoundNumberOf,
  compoundOf,
  type ResidentId,
} from '../../shared/ids.ts';
import type { CompoundStore, Lineages } from '../compounds/index.ts';
import {
  type EmergencyHere,
  type EmergencyStore,
  emergencyNow,
  specimensOf,
} from '../emergencies/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Resident } from '../residents/index.ts';

export type HerePorts = { readonly emergencies: Pick<EmergencyStore, 'findHere'> };
export type HomePorts = HerePorts & {
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly lineages: Lineages;
};

export type SpecimenPorts = {
  readonly compounds: Pick<CompoundStore, 'listBuildings'>;
  readonly lineages: Lineages;
};

/** What acts now where somebody lives, or why this may not be done there. */
export async function actingFor(
  { emergencies }: HerePorts,
  residentId: ResidentId,
  { measure, now }: { readonly measure: Measure; readonly now: number },
): Promise<EmergencyHere | Failure> {
  const here = await emergencyNow(emergencies, compoundOf(residentId), now);
  if (here === undefined) return fail('no_emergency');
  return here.measures.includes(measure) ? here : fail('measure_not_named');
}

/** In which building of a drill one of its people lives: they are spread over those that it reaches. */
export async function homeOfSpecimen(
  { compounds, lineages }: SpecimenPorts,
  here: EmergencyHere,
  resident: ResidentId,
): Promise<BuildingId | Failure> {
  const at = specimensOf(here).findIndex(({ residentId }) => residentId === resident);
  if (at < 0) return fail('drill_specimens_only');
  const within: BuildingId[] = [];
  for (const { number } of await compounds.listBuildings(here.compoundId)) {
    const buildingId = buildingIdOf(compoundNumberOf(here.compoundId), number);
    const lineage = (await lineages.lineageOf(buildingId)) ?? [];
    const isReached = here.scope.some((place) => lineage.some(({ placeId }) => placeId === place));
    if (isReached) within.push(buildingId);
  }
  return within[at % within.length] ?? fail('no_emergency');
}

/** In which building somebody lives, where the emergency reaches it: one may act in a part of a compound. */
export async function homeWithin(
  { compounds, lineages }: HomePorts,
  { scope }: EmergencyHere,
  { residentId, houseId }: Pick<Resident, 'residentId' | 'houseId'>,
): Promise<BuildingId | Failure> {
  const { houses } = await compounds.findPlaces([], [houseId]);
  const [house] = houses;
  if (house === undefined) return fail('not_found');
  const buildingId = buildingIdOf(compoundNumberOf(residentId), house.building);
  const lineage = (await lineages.lineageOf(houseId)) ?? [];
  const isWithin = scope.some((place) => lineage.some(({ placeId }) => placeId === place));
  return isWithin ? buildingId : fail('no_emergency');
}
