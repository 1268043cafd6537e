import type { ResidentId } from '../../shared/ids.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';

/** Why this phone does not speak for the resident; undefined where it does. */
export function notOwn(
  { residentIds, waitingIds }: ResidentActor,
  residentId: ResidentId,
): Failure | undefined {
  if (waitingIds.includes(residentId)) return fail('number_waiting');
  return residentIds.includes(residentId) ? undefined : fail('not_permitted');
}
