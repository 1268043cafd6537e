import * as z from 'zod';
import { BuildingId, CommunityId, CompoundId, GridId, HouseId, StreetId } from '../ids.ts';
import { LARGEST_PATTERN } from '../places/house-pattern.ts';
import { endpoint } from './endpoint.ts';

/** The tree: street, community, compound, grid, building, unit, house. */

const Name = z.string().trim().min(1).max(40);
/** What was read; a change that comes after another one is refused. */
const Version = z.number().int().min(1);
const Changed = z.object({ version: Version });

export const Places = z.object({
  streets: z.array(
    z.object({
      streetId: StreetId,
      name: z.string(),
      communities: z.array(
        z.object({
          communityId: CommunityId,
          name: z.string(),
          compounds: z.array(z.object({ compoundId: CompoundId, name: z.string() })),
        }),
      ),
    }),
  ),
});
export type Places = z.infer<typeof Places>;
export const listPlaces = endpoint({
  method: 'GET',
  path: '/api/v1/manager/places',
  answer: Places,
});

export const CompoundPlaces = z.object({
  compoundId: CompoundId,
  name: z.string(),
  version: Version,
  /** How the compound calls its buildings, e.g. 幢. */
  buildingWord: z.string(),
  grids: z.array(
    z.object({ gridId: GridId, number: z.number().int(), name: z.string(), version: Version }),
  ),
  buildings: z.array(
    z.object({
      buildingId: BuildingId,
      number: z.number().int(),
      /** Of the grid it belongs to. */
      grid: z.number().int(),
      /** e.g. 3幢 */
      label: z.string(),
      version: Version,
    }),
  ),
  /** Whether the reader may change what stands here. */
  editable: z.boolean(),
});
export type CompoundPlaces = z.infer<typeof CompoundPlaces>;
export const readCompoundPlaces = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/places',
  answer: CompoundPlaces,
});

export const BuildingPlaces = z.object({
  buildingId: BuildingId,
  label: z.string(),
  version: Version,
  /** By unit and room. */
  houses: z.array(
    z.object({
      houseId: HouseId,
      unit: z.number().int(),
      room: z.string(),
      /** e.g. 3幢2单元501 */
      label: z.string(),
    }),
  ),
});
export type BuildingPlaces = z.infer<typeof BuildingPlaces>;
export const readBuildingPlaces = endpoint({
  method: 'GET',
  path: '/api/v1/manager/buildings/:buildingId/places',
  answer: BuildingPlaces,
});

export const renameCompound = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/name',
  body: z.strictObject({ name: Name, version: Version }),
  answer: Changed,
});
export const addGrid = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/grids',
  body: z.strictObject({ name: Name }),
  answer: z.object({ gridId: GridId }),
});
export const renameGrid = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/grids/:gridId/name',
  body: z.strictObject({ name: Name, version: Version }),
  answer: Changed,
});
/** Only one without buildings. */
export const removeGrid = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/grids/:gridId',
  body: z.strictObject({ version: Version }),
});

const PlaceNumber = z.number().int().min(1).max(999);
export const AddBuilding = z.strictObject({
  number: PlaceNumber,
  grid: z.number().int().min(1),
  units: z.number().int().min(1).max(LARGEST_PATTERN.units),
  floors: z.number().int().min(1).max(LARGEST_PATTERN.floors),
  doors: z.number().int().min(1).max(LARGEST_PATTERN.doors),
});
export type AddBuilding = z.infer<typeof AddBuilding>;
/** The same again finishes what was broken off. */
export const addBuilding = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/buildings',
  body: AddBuilding,
  answer: z.object({ buildingId: BuildingId, houses: z.number().int() }),
});
export const moveBuilding = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/buildings/:buildingId/grid',
  body: z.strictObject({ grid: z.number().int().min(1), version: Version }),
  answer: Changed,
});
/** Only one without houses. */
export const removeBuilding = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/buildings/:buildingId',
  body: z.strictObject({ version: Version }),
});
export const addHouse = endpoint({
  method: 'POST',
  path: '/api/v1/manager/buildings/:buildingId/houses',
  body: z.strictObject({
    unit: z.number().int().min(1).max(99),
    room: z.string().regex(/^[1-9][0-9]{0,4}[A-Z]?$/),
  }),
  answer: z.object({ houseId: HouseId }),
});
/** Only one where nobody is registered. */
export const removeHouse = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/houses/:houseId',
});
