import type { GateId } from '../../shared/ids.ts';
import type { LastOpening } from '../../shared/messages/scan-to-open.ts';

/** What the screen of a gate says of the last scan of it: never of whom. */
export interface LastOpeningStore {
  note(gateId: GateId, last: NonNullable<LastOpening['last']>): Promise<void>;
  /** Absent where nothing was scanned within two minutes; it may be a moment behind. */
  find(gateId: GateId, nowMs: number): Promise<LastOpening['last']>;
}
