import { compoundOf, type PlaceId } from '../../shared/ids.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';

/** Where the fact of a change is kept: with the first place that somebody belongs to. */
export function ownPlaceOf(actor: ResidentActor | StaffActor): PlaceId[] {
  const places: PlaceId[] =
    actor.kind === 'staff'
      ? actor.grants.map(({ node }) => node)
      : [...actor.residentIds, ...actor.waitingIds].map(compoundOf);
  return places.slice(0, 1);
}
