import {
  type BuildingId,
  buildingIdOf,
  type CompoundId as Compound,
  CompoundId,
  compoundNumberOf,
  compoundOf,
  gridIdOf,
  type PlaceId,
} from '../../shared/ids.ts';
import type { BuildingPlaces, CompoundPlaces, Places } from '../../shared/messages/places.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { buildingLabel, type CompoundEntry } from './compound.ts';
import type { CompoundStore } from './compound-store.ts';
import { buildingNumberOf } from './place-keys.ts';
import type { PlaceStore } from './place-store.ts';

type Asked = { readonly actor: StaffActor; readonly now: number };

/** The compound that a place lies in; undefined for a street or a community. */
function compoundAt(place: PlaceId): Compound | undefined {
  if (place.startsWith('str_') || place.startsWith('com_')) return undefined;
  return CompoundId.safeParse(`cmp_${place.split('_')[1]}`).data;
}

/** The compounds of which the actor sees something. */
function compoundsSeen({ actor, now }: Asked): Set<Compound> {
  const seen = actor.grants.filter(({ node }) => mayAct(actor, 'place.read', node, now));
  return new Set(seen.flatMap(({ node }) => compoundAt(node) ?? []));
}

/** The compounds that the actor sees something of, under their streets and communities. */
export async function listPlaces(
  ports: {
    readonly compounds: Pick<CompoundStore, 'listCompounds'>;
    readonly places: Pick<PlaceStore, 'readStreet'>;
  },
  asked: Asked,
): Promise<Places> {
  const seen = compoundsSeen(asked);
  const entries = (await ports.compounds.listCompounds()).filter(({ compoundId }) =>
    seen.has(compoundId),
  );
  const streetIds = [...new Set(entries.map(({ streetId }) => streetId))];
  const streets = await Promise.all(
    streetIds.map(async (streetId) => {
      const { street, communities } = await ports.places.readStreet(streetId);
      const here = entries.filter((entry) => entry.streetId === streetId);
      const communityIds = [...new Set(here.map(({ communityId }) => communityId))];
      return {
        streetId,
        name: street?.name ?? streetId,
        communities: communityIds.map((communityId) => ({
          communityId,
          name: communities.find((one) => one.communityId === communityId)?.name ?? communityId,
          compounds: here
            .filter((entry) => entry.communityId === communityId)
            .map(({ compoundId, name }: CompoundEntry) => ({ compoundId, name })),
        })),
      };
    }),
  );
  return { streets };
}

type ReadPorts = { readonly places: PlaceStore };

/** A compound's grids and buildings; of a role at a grid or a building, that part of it. */
export async function readCompoundPlaces(
  { places }: ReadPorts,
  { actor, compoundId, now }: Asked & { readonly compoundId: Compound },
): Promise<CompoundPlaces | Failure> {
  if (!compoundsSeen({ actor, now }).has(compoundId)) return fail('not_permitted');
  const read = await places.readCompound(compoundId);
  if (read === undefined) return fail('not_found');
  const { compound, grids, buildings } = read;
  const number = compoundNumberOf(compoundId);
  const isSeen = (grid: number, building?: number) =>
    mayAct(
      actor,
      'place.read',
      [
        compoundId,
        gridIdOf(number, grid),
        ...(building === undefined ? [] : [buildingIdOf(number, building)]),
      ],
      now,
    );
  const shown = buildings.filter((one) => isSeen(one.grid, one.number));
  const isShown = (grid: number) => isSeen(grid) || shown.some((one) => one.grid === grid);
  return {
    compoundId,
    name: compound.name,
    version: compound.version,
    buildingWord: compound.buildingWord,
    grids: grids
      .filter((grid) => isShown(grid.number))
      .map((grid) => ({
        gridId: gridIdOf(number, grid.number),
        number: grid.number,
        name: grid.name,
        version: grid.version,
      })),
    buildings: shown.map((building) => ({
      buildingId: buildingIdOf(number, building.number),
      number: building.number,
      grid: building.grid,
      label: buildingLabel(building.number, compound.buildingWord),
      version: building.version,
    })),
    editable: mayAct(actor, 'place.edit', compoundId, now),
  };
}

/** The houses of one building. */
export async function readBuildingPlaces(
  { places }: ReadPorts,
  { actor, buildingId, now }: Asked & { readonly buildingId: BuildingId },
): Promise<BuildingPlaces | Failure> {
  const compoundId = compoundOf(buildingId);
  if (!compoundsSeen({ actor, now }).has(compoundId)) return fail('not_permitted');
  const found = await places.findBuilding(buildingId);
  const number = compoundNumberOf(compoundId);
  const within: PlaceId[] = [
    compoundId,
    buildingId,
    ...(found === undefined ? [] : [gridIdOf(number, found.building.grid)]),
  ];
  if (!mayAct(actor, 'place.read', within, now)) return fail('not_permitted');
  if (found === undefined) return fail('not_found');
  const houses = await places.listHousesOfBuilding(buildingId);
  return {
    buildingId,
    label: buildingLabel(buildingNumberOf(buildingId), found.compound.buildingWord),
    version: found.building.version,
    houses: houses.map(({ houseId, unit, room, label }) => ({ houseId, unit, room, label })),
  };
}
