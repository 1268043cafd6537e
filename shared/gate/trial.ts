import type { GateRules } from './gate-rules.ts';
import type { Reason } from './outcomes.ts';

const DAY_MS = 86_400_000;
/** A quarter is enough to hand every household its code; what lasts longer is no trial. */
export const LONGEST_TRIAL_MS = 90 * DAY_MS;

/** Not what a person did with a code of this compound, but no such code at all, or a training one. */
const REFUSED_ALSO_ON_TRIAL: readonly Reason[] = [
  'malformed',
  'unknown_version',
  'unknown_issuer',
  'bad_signature',
  'bad_proof',
  'wrong_compound',
  'specimen',
];

/** Whether the gate is on trial at a moment. */
export function isOnTrial({ trialUntil }: Pick<GateRules, 'trialUntil'>, nowMs: number): boolean {
  return trialUntil !== undefined && nowMs < trialUntil;
}

/** Whether a gate on trial asks where it would refuse. */
export function isAskedOnTrial(reason: Reason): boolean {
  return !REFUSED_ALSO_ON_TRIAL.includes(reason);
}
