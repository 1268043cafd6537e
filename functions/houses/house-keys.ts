import type { Plate } from '../../shared/houses/plate.ts';
import {
  type AccountId,
  type CompoundId,
  compoundOf,
  type HouseId,
  type MoveId,
  type ResidentId,
  type TenancyId,
} from '../../shared/ids.ts';

/** Every key of this feature. */
export const tenanciesPrefix = (house: HouseId): string => `tenancy#${house}#`;
export const tenancyKey = (house: HouseId, tenancy: TenancyId) => ({
  pk: compoundOf(house),
  sk: `${tenanciesPrefix(house)}${tenancy}`,
});

/** A compound's tenancies in the order in which time has something to do with them. */
export const DUE = {
  first: 'tenancy-due#',
  until: (day: string) => `tenancy-due#${day}~`,
};
export const dueKey = (day: string, house: HouseId, tenancy: TenancyId) => ({
  pk: compoundOf(house),
  sk: `${DUE.first}${day}#${house}#${tenancy}`,
});

/** Under whom somebody is a tenant: one tenancy at a time. */
export const tenantKey = (tenant: ResidentId) => ({
  pk: compoundOf(tenant),
  sk: `tenant#${tenant}`,
});

/** What an account lets, wherever it lives itself. */
export const LETTINGS = 'landlord#';
export const lettingKey = (account: AccountId, tenancy: TenancyId) => ({
  pk: `phone#${account}`,
  sk: `${LETTINGS}${tenancy}`,
});

export const vehiclesPrefix = (house: HouseId): string => `vehicle#${house}#`;
export const vehicleKey = (house: HouseId, plate: Plate) => ({
  pk: compoundOf(house),
  sk: `${vehiclesPrefix(house)}${plate}`,
});
/** Whose a plate is: one house's of a compound. */
export const plateKey = (compound: CompoundId, plate: Plate) => ({
  pk: compound,
  sk: `plate#${plate}`,
});

/** Who moved out of a house. */
export const movesPrefix = (house: HouseId): string => `move#${house}#`;
export const moveKey = (house: HouseId, move: MoveId) => ({
  pk: compoundOf(house),
  sk: `${movesPrefix(house)}${move}`,
});
/** Those that are recorded and not brought about yet. */
export const OPEN_MOVES = 'move-open#';
export const openMoveKey = (house: HouseId, move: MoveId) => ({
  pk: compoundOf(house),
  sk: `${OPEN_MOVES}${house}#${move}`,
});

export const occupancyPrefix = (house: HouseId): string => `occupancy#${house}#`;
export const occupancyKey = (house: HouseId, resident: ResidentId) => ({
  pk: compoundOf(house),
  sk: `${occupancyPrefix(house)}${resident}`,
});
