import * as z from 'zod';
import { GateRules } from '../../shared/gate/gate-rules.ts';
import { DEFAULT_LIST_AGE } from '../../shared/gate/list-age.ts';
import { CLASSES } from '../../shared/gate/outcomes.ts';
import { compoundNumberOf, GateId, gateNumberOf } from '../../shared/ids.ts';
import { Closing } from './closing.ts';
import { Trial } from './trial.ts';

/** A gate and the rules that its devices decide by. */
export const Gate = z.object({
  gateId: GateId,
  rules: GateRules,
  /** Those that a scan may still come from; the running one stands in the rules as well. */
  trials: z.array(Trial).optional(),
  /** The same of the times in which it sent everybody to the main gate. */
  closings: z.array(Closing).optional(),
  version: z.number().int().optional(),
});
export type Gate = z.infer<typeof Gate>;

/** A gate for everybody at every hour, until somebody makes it narrower. */
export function newGate({
  gateId,
  name,
  compoundName,
}: {
  readonly gateId: GateId;
  readonly name: string;
  readonly compoundName: string;
}): Gate {
  return {
    gateId,
    rules: {
      compound: compoundNumberOf(gateId),
      gate: gateNumberOf(gateId),
      group: 0,
      name,
      compoundName,
      proof: 'slot_or_challenge',
      classes: [...CLASSES],
      hours: [],
      listAge: DEFAULT_LIST_AGE,
    },
  };
}
