import {
  CONFIRMED_WITHIN_HOURS,
  type EmergencyState,
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
