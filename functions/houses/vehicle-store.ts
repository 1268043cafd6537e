import type { Plate } from '../../shared/houses/plate.ts';
import type { HouseId } from '../../shared/ids.ts';
import type { Vehicle } from '../../shared/messages/houses.ts';
import type { AuditFacts } from '../platform/audit.ts';

/** Which plates belong to which house: each to one house of a compound at a time. */
export interface VehicleStore {
  /** In the order of their plates. */
  listVehicles(house: HouseId): Promise<readonly Vehicle[]>;
  /** @returns `already` where it is this house's, `elsewhere` where it is another one's */
  recordVehicle(
    house: HouseId,
    plate: Plate,
    audit: AuditFacts,
  ): Promise<'recorded' | 'already' | 'elsewhere'>;
  /** Lets the plate go; what is left of it goes by itself. @returns `missing` where it is not this house's */
  endVehicle(house: HouseId, plate: Plate, audit: AuditFacts): Promise<'ended' | 'missing'>;
}
