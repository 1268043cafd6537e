import type { GateId } from '../../shared/ids.ts';
import { type ChangeStandingPorts, changeStanding } from './change-standing.ts';
import { afterRefusal } from './door.ts';

/**
 * Counts that somebody was refused at a gate that has a door: the fifth in a row raises an alarm,
 * and whoever opens ends the row. Of a gate without a door nothing is kept.
 */
export function noteRefusedAttempt(
  ports: ChangeStandingPorts,
  at: { readonly gateId: GateId; readonly now: number },
): Promise<void> {
  return changeStanding(ports, at, (seen) => afterRefusal(seen, at.now));
}
