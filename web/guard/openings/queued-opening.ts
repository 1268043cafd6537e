import type { Opening } from '../../../shared/messages/openings.ts';

/** An opening by hand on this device. `boot` and `seq` of the opening name it for ever. */
export type QueuedOpening = {
  readonly opening: Opening;
  /**
   * `sent`: the server has it, the guard still owes its reason.
   * `refused`: the server will never take it; kept and shown.
   */
  readonly state: 'unsent' | 'sent' | 'refused';
};

/** For ever the same opening. */
export type OpeningName = Pick<Opening, 'boot' | 'seq'>;

/** An emergency is opened first and explained later. */
export const owesReason = ({ opening, state }: QueuedOpening): boolean =>
  opening.class === 'emergency' && opening.reason === undefined && state !== 'refused';

/**
 * What stays on the device once the server has answered; undefined for nothing. A reason that was
 * given while the answer was on its way is still to be sent.
 */
export function settledOpening(
  queued: QueuedOpening,
  sent: Opening,
  result: 'recorded' | 'refused',
): QueuedOpening | undefined {
  if (queued.opening.reason !== sent.reason) return queued;
  if (result === 'refused') return { ...queued, state: 'refused' };
  return owesReason(queued) ? { ...queued, state: 'sent' } : undefined;
}
