import { nextClosings } from './closing.ts';
import type { Gate } from './gate.ts';
import type { GateClosing } from './single-entrance-store.ts';

/** What becomes of a gate that is closed now, or opened. */
export const closingOf = (gate: Gate, now: number, closed: GateClosing['closed']): GateClosing => ({
  gateId: gate.gateId,
  closed,
  closings: nextClosings(gate.closings ?? [], { now, closed }),
});
