import { compoundNumberOf, compoundOf, type GateId, passIdOf } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays, startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import { type HomePorts, homeWithin } from '../health/index.ts';
import type { PassStore } from '../passes/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { ResidentStore } from '../residents/index.ts';
import { countingHere } from './counting-here.ts';
import type { Counted, TripStore } from './trip-store.ts';

export type CountTripPorts = Omit<HomePorts, 'emergencies'> &
  Parameters<typeof countingHere>[0] & {
    readonly passes: Pick<PassStore, 'findPasses'>;
    readonly residents: Pick<ResidentStore, 'findResident'>;
    readonly trips: Pick<TripStore, 'take' | 'hasTaken'>;
  };
export type CountTripInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  /** Of the device's start, and of the scan in it. */
  readonly boot: number;
  readonly seq: number;
  /** Of the pass that was shown. */
  readonly index: number;
  readonly now: number;
};

/** A device asks again for seconds, and then no more. */
const ASKED_AGAIN_MS = 60_000;

/**
 * Counts that somebody leaves, for their household and this day in Shanghai. The same scan counts
 * once, also where its answer was lost and midnight has come in between.
 */
export async function countTrip(
  ports: CountTripPorts,
  { actor, gateId, boot, seq, index, now }: CountTripInput,
): Promise<Counted | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const here = await countingHere(ports, compoundOf(gateId), now);
  if (isFailure(here)) return here;
  const [pass] = await ports.passes.findPasses([passIdOf(compoundNumberOf(gateId), index)], now);
  const resident = pass && (await ports.residents.findResident(pass.residentId));
  if (resident === undefined) return fail('not_found');
  const building = await homeWithin(ports, here, resident);
  if (isFailure(building)) return building;

  const { houseId } = resident;
  const day = shanghaiDay(now);
  const scan = `${actor.deviceId} ${boot} ${seq}`;
  if (now - startOfShanghaiDay(day) < ASKED_AGAIN_MS) {
    const before = { houseId, day: addDays(day, -1) };
    if (await ports.trips.hasTaken(here, before, scan)) {
      return { counted: true, left: here.tripsPerDay };
    }
  }
  return ports.trips.take(here, { houseId, day }, scan);
}
