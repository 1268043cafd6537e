import { LONGEST_TRIAL_MS } from '../../shared/gate/trial.ts';
import { compoundOf, type GateId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { GateStore } from './gate-store.ts';
import { nextTrials } from './trial.ts';

type Ports = { readonly gates: Pick<GateStore, 'findGate' | 'changeTrials'> };
type Input = { readonly actor: StaffActor; readonly gateId: GateId; readonly now: number };

/** Puts a gate on trial until a moment, or moves the end of its trial. Who did so stands with it. */
export async function setTrial(
  ports: Ports,
  { until, ...input }: Input & { readonly until: number },
): Promise<undefined | Failure> {
  const { actor, gateId, now } = input;
  if (!mayAct(actor, 'gate.set_trial', compoundOf(gateId), now)) {
    return fail('not_permitted');
  }
  if (until <= now || until > now + LONGEST_TRIAL_MS)
    return fail('invalid_input', { field: 'until' });
  return changeTrial(ports, input, until);
}

/** Ends a gate's trial now; where there is none, nothing changes. */
export async function endTrial(ports: Ports, input: Input): Promise<undefined | Failure> {
  const { actor, gateId, now } = input;
  if (!mayAct(actor, 'gate.set_trial', compoundOf(gateId), now)) {
    return fail('not_permitted');
  }
  return changeTrial(ports, input, undefined);
}

async function changeTrial(
  { gates }: Ports,
  { actor, gateId, now }: Input,
  until: number | undefined,
): Promise<undefined | Failure> {
  const gate = await gates.findGate(gateId);
  if (gate === undefined) return fail('not_found');
  const { trials = [] } = gate;
  const isOnNone = gate.rules.trialUntil === undefined;
  if (until === gate.rules.trialUntil || (until === undefined && isOnNone)) return undefined;
  const change = { by: actor.staffId, now, ...(until === undefined ? {} : { until }) };
  const outcome = await gates.changeTrials(gateId, {
    seen: gate.trials,
    trials: nextTrials(trials, change),
    trialUntil: until,
    audit: factsOf(actor, {
      action: 'gate.set_trial',
      place: compoundOf(gateId),
      purpose: 'gate',
      now,
    }),
  });
  return outcome === 'changed' ? undefined : fail('state_conflict');
}
