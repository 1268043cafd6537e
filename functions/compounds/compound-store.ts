import type { CompoundId, HouseId, PlaceId } from '../../shared/ids.ts';
import type { HouseName } from '../../shared/lane/house-name.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type {
  Building,
  Community,
  Compound,
  CompoundEntry,
  Grid,
  House,
  Street,
  Unit,
} from './compound.ts';

/** Everything that stands on one compound's ground. */
export type CompoundPlan = {
  readonly compound: Compound;
  readonly grids: readonly Grid[];
  readonly buildings: readonly Building[];
  readonly units: readonly Unit[];
  readonly houses: readonly House[];
};

/** Streets, communities, compounds and what they are made of. */
export interface CompoundStore {
  findCompound(id: CompoundId): Promise<Compound | undefined>;
  /** Every compound of this deployment, with where it lies and what it is called, by id. */
  listCompounds(): Promise<readonly CompoundEntry[]>;
  /** Every compound of this deployment, by id: for what runs by itself and belongs to nobody. */
  listCompoundIds(): Promise<readonly CompoundId[]>;
  /** Every building of a compound. */
  listBuildings(compound: CompoundId): Promise<readonly Building[]>;
  /**
   * The houses that these names may mean: one query for each building that is named. A compound of
   * an earlier release has none under their doors until somebody has opened it in the console.
   */
  findHousesNamed(compound: CompoundId, names: readonly HouseName[]): Promise<readonly House[]>;
  /** Every house of a compound, in the order of their ids. */
  listHouses(compound: CompoundId): Promise<readonly House[]>;
  /** In no particular order; ids that name nothing are left out. At most 100 together. */
  findPlaces(
    compounds: readonly CompoundId[],
    houses: readonly HouseId[],
  ): Promise<{ readonly compounds: readonly Compound[]; readonly houses: readonly House[] }>;
  /**
   * A house, and every place that it lies in from the compound down to itself: what a role has to
   * be held at for it.
   */
  findHouse(
    house: HouseId,
  ): Promise<{ readonly house: House; readonly within: readonly PlaceId[] } | undefined>;
  /**
   * Of these houses those that stand and take people in, as last acknowledged.
   * @throws while one of them is being removed: asked again in a moment, it stands or is gone
   */
  listTakingIn(houses: readonly HouseId[], audit: AuditFacts): Promise<ReadonlySet<HouseId>>;
  /** Records a street and its communities; the same again changes nothing. */
  recordStreet(street: Street, communities: readonly Community[]): Promise<void>;
  /** Records a whole compound; the same again changes nothing. */
  recordCompound(plan: CompoundPlan, audit: AuditFacts): Promise<void>;
}
