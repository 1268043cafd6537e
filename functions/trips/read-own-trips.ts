import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { OwnTrips } from '../../shared/messages/trips.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { type HomePorts, homeWithin } from '../health/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import { countingHere } from './counting-here.ts';
import type { TripStore } from './trip-store.ts';

export type ReadOwnTripsPorts = HomePorts &
  SpeaksForPorts & { readonly trips: Pick<TripStore, 'left'> };

/** How many trips the household of somebody has left today, and by whose order they are counted. */
export async function readOwnTrips(
  ports: ReadOwnTripsPorts & Parameters<typeof countingHere>[0],
  {
    actor,
    residentId,
    now,
  }: { readonly actor: ResidentActor; readonly residentId: ResidentId; readonly now: number },
): Promise<OwnTrips | Failure> {
  const resident = await speaksFor(ports, { actor, residentId });
  if (isFailure(resident)) return resident;
  const here = await countingHere(ports, compoundOf(residentId), now);
  if (isFailure(here)) return here;
  const building = await homeWithin(ports, here, resident);
  if (isFailure(building)) return building;
  const day = shanghaiDay(now);
  const { event, documentNumber, authority, tripsPerDay: perDay } = here;
  const left = await ports.trips.left(here, { houseId: resident.houseId, day });
  return { day, perDay, left, event, documentNumber, authority };
}
