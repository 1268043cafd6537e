import type { Opening } from '../../shared/messages/openings.ts';
import { KEPT_MS } from '../../shared/retention.ts';

/** As long as an entry of somebody who lives here. */
const RESIDENT_KEPT_MS = KEPT_MS.resident_entry;
/** As long as the passage of a visitor, and long enough to review what is repeated. */
const OTHERS_KEPT_MS = KEPT_MS.visitor_passage;

export const OPENING_LIFECYCLE = [
  { from: 'none', to: 'recorded', by: 'the device that it happened at' },
  {
    from: 'none',
    to: 'refused',
    by: 'the server, where it is stamped after the un-enrolment or its name is another’s',
  },
  { from: 'recorded', to: 'explained', by: 'the same device: an emergency, once, with its reason' },
  { from: 'any', to: 'deleted', by: 'time, 7 days after it for a resident, 30 for others' },
] as const;

/** Unix milliseconds. */
export function openingKeptUntil(opening: Opening, receivedAt: number): number {
  const kept = opening.class === 'resident_without_phone' ? RESIDENT_KEPT_MS : OTHERS_KEPT_MS;
  return Math.min(opening.openedAt, receivedAt) + kept;
}

/** The field that does not go with the class, if there is one. */
export function misfitOf(opening: Opening): 'building' | 'reason' | undefined {
  if ((opening.class === 'visitor') !== (opening.building !== undefined)) return 'building';
  if (opening.class !== 'emergency' && opening.reason !== undefined) return 'reason';
  return undefined;
}
