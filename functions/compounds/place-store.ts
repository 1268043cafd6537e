import type { BuildingId, CompoundId, GridId, HouseId, StreetId } from '../../shared/ids.ts';
import type { HousePattern } from '../../shared/places/house-pattern.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Building, Community, Compound, Grid, House, Street } from './compound.ts';
import type { Door } from './place-keys.ts';

/** A record and how often it was written. */
export type Versioned<Record> = Record & { readonly version: number };

/** Houses of one building. */
export type HousesToAdd = {
  /** The building's. */
  readonly number: number;
  /** To which it belongs where it is not there yet. */
  readonly grid: number | undefined;
  readonly houses: readonly House[];
};

/** What is changed, by whom, and as of which version; somebody else's change comes first. */
export type Edit = { readonly seen: number; readonly audit: AuditFacts };

/**
 * The tree of a compound, level by level, and how it is edited. An edit is one write or one
 * transaction; `conflict` where the place is not what was seen any more, or is not there.
 */
export interface PlaceStore {
  /** A street and its communities. */
  readStreet(
    street: StreetId,
  ): Promise<{ readonly street: Street | undefined; readonly communities: readonly Community[] }>;
  /** A compound with its grids and buildings, each by number: as last acknowledged. */
  readCompound(compound: CompoundId): Promise<
    | {
        readonly compound: Versioned<Compound>;
        readonly grids: readonly Versioned<Grid>[];
        readonly buildings: readonly Versioned<Building>[];
      }
    | undefined
  >;
  findBuilding(
    building: BuildingId,
  ): Promise<
    { readonly compound: Versioned<Compound>; readonly building: Versioned<Building> } | undefined
  >;
  /** By unit and room: one query, however many houses the compound has. */
  listHousesOfBuilding(building: BuildingId): Promise<readonly House[]>;
  findHouseAt(compound: CompoundId, door: Door): Promise<HouseId | undefined>;
  findHouse(house: HouseId): Promise<House | undefined>;

  /** Everywhere the name stands: the compound, the directory, its gates. */
  renameCompound(
    compound: CompoundId,
    edit: Edit & { readonly name: string },
  ): Promise<'changed' | 'conflict'>;
  addGrid(grid: Grid, audit: AuditFacts): Promise<'added' | 'taken'>;
  renameGrid(grid: GridId, edit: Edit & { readonly name: string }): Promise<'changed' | 'conflict'>;
  /** Raised by every building that comes and goes, so that no grid goes with one in it. */
  removeGrid(grid: GridId, seen: number): Promise<'removed' | 'conflict'>;

  /** Puts the building under another grid, and nothing else: its houses are not touched. */
  moveBuilding(
    building: BuildingId,
    edit: Edit & { readonly from: GridId; readonly to: GridId },
  ): Promise<'changed' | 'conflict'>;
  /** A building with its houses, finished by the same again. */
  layBuilding(
    building: Building,
    pattern: HousePattern,
    audit: AuditFacts,
  ): Promise<'laid' | 'taken' | 'no_grid'>;
  removeBuilding(
    building: BuildingId,
    edit: Edit & { readonly grid: GridId },
  ): Promise<'removed' | 'conflict'>;
  /** @returns `taken` where a house has this door, or there is no such building */
  addHouse(house: House, audit: AuditFacts): Promise<'added' | 'taken'>;
  /**
   * Houses where no house has their door, and their building where there is none; what is there
   * stays as it is. Broken off, the same again does the rest.
   * @throws where the building is not there and its grid is gone
   */
  addHouses(compound: CompoundId, toAdd: HousesToAdd, audit: AuditFacts): Promise<void>;
  /**
   * From now on the house takes nobody in: whoever is not in it by then is not let in.
   * @returns by which version it is held; `conflict` where it is gone, or another is removing it
   */
  holdHouse(house: HouseId, audit: AuditFacts): Promise<number | 'conflict'>;
  /** The house takes people in again. */
  letGoOfHouse(
    house: HouseId,
    by: { readonly held: number; readonly audit: AuditFacts },
  ): Promise<void>;
  /** Where it is still held by this version. */
  removeHouse(
    house: House,
    by: { readonly held: number; readonly audit: AuditFacts },
  ): Promise<'removed' | 'conflict'>;
}
