import type { Plate } from '../../shared/houses/plate.ts';
import type { Vehicle } from '../../shared/messages/houses.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type OfHouseInput, type OfHousePorts, takeHouse } from './of-house.ts';
import type { VehicleStore } from './vehicle-store.ts';

export type RecordVehiclePorts = OfHousePorts & { readonly vehicles: VehicleStore };
export type RecordVehicleInput = OfHouseInput & { readonly plate: Plate };

const HOW = { action: 'vehicle.record', purpose: 'register' } as const;

/** A plate becomes this house's; the same again changes nothing. */
export async function recordVehicle(
  ports: RecordVehiclePorts,
  { plate, ...input }: RecordVehicleInput,
): Promise<Vehicle | Failure> {
  const taken = await takeHouse(ports, input, HOW);
  if (isFailure(taken)) return taken;
  const outcome = await ports.vehicles.recordVehicle(input.houseId, plate, taken.facts);
  if (outcome === 'elsewhere') return fail('plate_elsewhere');
  if (outcome === 'recorded') return { plate, since: input.now };
  const stands = await ports.vehicles.listVehicles(input.houseId);
  return stands.find((one) => one.plate === plate) ?? { plate, since: input.now };
}

/** The plate is this house's no more. */
export async function endVehicle(
  ports: RecordVehiclePorts,
  { plate, ...input }: RecordVehicleInput,
): Promise<undefined | Failure> {
  const taken = await takeHouse(ports, input, HOW);
  if (isFailure(taken)) return taken;
  const outcome = await ports.vehicles.endVehicle(input.houseId, plate, taken.facts);
  return outcome === 'missing' ? fail('not_found') : undefined;
}
