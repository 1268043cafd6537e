import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { GrantTrips } from '../../shared/messages/trips.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { type HomePorts, homeWithin } from '../health/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { livesHere, type ResidentStore } from '../residents/index.ts';
import { countingHere } from './counting-here.ts';
import type { TripStore } from './trip-store.ts';

export type GrantTripsPorts = HomePorts &
  Parameters<typeof countingHere>[0] & {
    readonly residents: Pick<ResidentStore, 'findResident'>;
    readonly trips: Pick<TripStore, 'grant'>;
  };

/** The community gives a household more trips today, for a reason that stays with them. */
export async function grantTrips(
  ports: GrantTripsPorts,
  {
    actor,
    residentId,
    grant,
    now,
  }: {
    readonly actor: StaffActor;
    readonly residentId: ResidentId;
    readonly grant: GrantTrips;
    readonly now: number;
  },
): Promise<{ left: number } | Failure> {
  const place = compoundOf(residentId);
  const action = 'trip_quota.grant';
  if (!mayAct(actor, action, place, now)) return fail('not_permitted');
  const here = await countingHere(ports, place, now);
  if (isFailure(here)) return here;
  const resident = await ports.residents.findResident(residentId);
  if (resident === undefined || !livesHere(resident)) return fail('not_found');
  const building = await homeWithin(ports, here, resident);
  if (isFailure(building)) return building;
  const { houseId } = resident;
  const audit = factsOf(actor, { action, place, purpose: 'emergency', now });
  const left = await ports.trips.grant(
    here,
    { houseId, day: shanghaiDay(now) },
    { ...grant, audit },
  );
  return { left };
}
