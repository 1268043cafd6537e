import type { Opening } from '../../shared/messages/openings.ts';
import type { OpeningName } from './gate-keys.ts';

export type RecordedOpening = {
  readonly name: OpeningName;
  readonly opening: Opening;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** Unix milliseconds. */
  readonly keptUntil: number;
};

/** The record of what was opened by hand. */
export interface OpeningStore {
  /**
   * Records an opening once; handed in again it only gains a reason where it had none.
   * @returns the opening that stands under the name: this one, or what was recorded first
   */
  recordOpening(recorded: RecordedOpening): Promise<Opening>;
}
