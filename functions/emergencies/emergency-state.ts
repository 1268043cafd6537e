import {
  CONFIRMED_WITHIN_HOURS,
  type EmergencyState,
  END_CONFIRMED_WITHIN_HOURS,
} from '../../shared/emergency/emergency-lifecycle.ts';
import type { StoredEmergency } from './emergency.ts';

const HOUR_MS = 3_600_000;
type Renewal = StoredEmergency['renewals'][number];

/** By when another office has to have decided. Unix milliseconds, exclusive. */
export const decideByOf = ({ declared }: Pick<Renewal, 'declared'>): number =>
  declared.at + CONFIRMED_WITHIN_HOURS * HOUR_MS;

/** Where it is at a moment, also before the clock has written it down. */
export function stateAt(emergency: StoredEmergency, now: number): EmergencyState {
  const { state, until } = emergency;
  if (state === 'declared' && decideByOf(emergency) <= now) return 'lapsed';
  return state === 'open' && until <= now ? 'ended' : state;
}

/**
 * From when on what an emergency that has ended knew is destroyed: at once by its day, on which two
 * offices agreed; ended by one office, once another has confirmed it, at the latest three days later
 * or on that day. Undefined while it has not ended.
 */
export function destroyFrom({ ended, until }: StoredEmergency): number | undefined {
  if (ended === undefined || ended.by === 'clock') return ended?.at;
  if (ended.confirmed !== undefined) return ended.confirmed.at;
  return Math.min(ended.at + END_CONFIRMED_WITHIN_HOURS * HOUR_MS, Math.max(ended.at, until));
}

/** Whether the end waits for another office. */
export const isEndUnconfirmed = (emergency: StoredEmergency, now: number): boolean =>
  emergency.state === 'ended' && now < (destroyFrom(emergency) ?? now);

/** The renewal that waits for another office. */
export function renewalAsked(
  { renewals }: Pick<StoredEmergency, 'renewals'>,
  now: number,
): Renewal | undefined {
  const last = renewals.at(-1);
  return last !== undefined && renewalStateAt(last, now) === 'asked' ? last : undefined;
}

export function renewalStateAt(
  renewal: Renewal,
  now: number,
): 'asked' | 'renewed' | 'refused' | 'lapsed' {
  if (renewal.decided !== undefined) return 'renewed';
  if (renewal.refused !== undefined) return 'refused';
  return now < decideByOf(renewal) ? 'asked' : 'lapsed';
}
