import { BuildingId, GridId, type PlaceId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Resident } from '../residents/index.ts';
import type { StoredRequest } from './request.ts';

/** Where a request is, and every place that it lies in from the compound down. */
export type RequestPlace = {
  readonly within: readonly PlaceId[];
  readonly fields: Pick<
    StoredRequest,
    'building' | 'houseId' | 'buildingId' | 'gridId' | 'houseLabel'
  >;
};

const gridIn = (within: readonly PlaceId[]): GridId | undefined =>
  within.map((place) => GridId.safeParse(place).data).find((grid) => grid !== undefined);
const buildingIn = (within: readonly PlaceId[]): BuildingId | undefined =>
  within.map((place) => BuildingId.safeParse(place).data).find((one) => one !== undefined);

/** At somebody’s door. */
export async function placeOfResident(
  { compounds }: { readonly compounds: Pick<CompoundStore, 'findHouse'> },
  { houseId, building }: Pick<Resident, 'houseId' | 'building'>,
): Promise<RequestPlace | Failure> {
  const found = await compounds.findHouse(houseId);
  if (found === undefined) return fail('not_found');
  const { house, within } = found;
  const [gridId, buildingId] = [gridIn(within), buildingIn(within)];
  return {
    within,
    fields: {
      building,
      houseId,
      houseLabel: house.label,
      ...(gridId === undefined ? {} : { gridId }),
      ...(buildingId === undefined ? {} : { buildingId }),
    },
  };
}
