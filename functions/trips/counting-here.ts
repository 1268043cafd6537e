import type { CompoundId } from '../../shared/ids.ts';
import { type EmergencyStore, emergencyNow } from '../emergencies/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { CountingHere } from './trip-store.ts';

/** What counts trips in a compound now, or why nothing does. */
export async function countingHere(
  { emergencies }: { readonly emergencies: Pick<EmergencyStore, 'findHere'> },
  compound: CompoundId,
  now: number,
): Promise<CountingHere | Failure> {
  const here = await emergencyNow(emergencies, compound, now);
  if (here === undefined) return fail('no_emergency');
  const { measures, tripsPerDay } = here;
  const isNamed = measures.includes('trip_quota');
  return isNamed && tripsPerDay !== undefined
    ? { ...here, tripsPerDay }
    : fail('measure_not_named');
}
