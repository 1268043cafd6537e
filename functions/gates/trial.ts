import * as z from 'zod';
import type { GateRules } from '../../shared/gate/gate-rules.ts';
import type { Outcome } from '../../shared/gate/outcomes.ts';
import { StaffId } from '../../shared/ids.ts';

/** A time in which a gate asks where it would refuse, and who decided so. */
export const Trial = z.object({
  /** Unix milliseconds. */
  from: z.number().int(),
  /** Unix milliseconds, exclusive, as it was announced to the devices. */
  until: z.number().int(),
  by: StaffId,
  /** Where it was ended or replaced before. */
  endedAt: z.number().int().optional(),
  endedBy: StaffId.optional(),
});
export type Trial = z.infer<typeof Trial>;

/** As long as a scan may wait on a device and still be judged by the rules of its moment. */
const REMEMBERED_MS = 31 * 86_400_000;

const endOf = ({ until, endedAt = until }: Trial): number => Math.min(until, endedAt);

/** The trials that a scan may still come from, the running one ended now. */
function endedAt(trials: readonly Trial[], { by, now }: { by: StaffId; now: number }): Trial[] {
  return trials
    .filter((trial) => now < endOf(trial) + REMEMBERED_MS)
    .map((trial) => (now < endOf(trial) ? { ...trial, endedAt: now, endedBy: by } : trial));
}

/** What a gate remembers of its trials once one begins or the running one ends. */
export function nextTrials(
  trials: readonly Trial[],
  change: { readonly by: StaffId; readonly now: number; readonly until?: number },
): Trial[] {
  const { by, now, until } = change;
  const before = endedAt(trials, { by, now });
  return until === undefined ? before : [...before, { from: now, until, by }];
}

/**
 * The gate's rules as of a scan's moment. A device may not have heard yet that a trial began or
 * was ended: within the announced time, one that asked was told to ask, and one that refused was
 * not told yet.
 */
export function rulesAsOf(
  rules: GateRules,
  trials: readonly Trial[],
  scan: { readonly at: number; readonly device: Outcome },
): GateRules {
  const { trialUntil: _, ...plain } = rules;
  const announced = trials.find(({ from, until }) => from <= scan.at && scan.at < until);
  if (announced === undefined || scan.device === 'deny') return plain;
  const running = trials.find((trial) => trial.from <= scan.at && scan.at < endOf(trial));
  const trial = scan.device === 'ask' ? announced : running;
  return trial === undefined ? plain : { ...plain, trialUntil: trial.until };
}
