import {
  backToTold,
  type DestructionStep,
  nextStep,
} from '../../shared/emergency/destruction-steps.ts';
import { systemFacts } from '../platform/audit.ts';
import type { DestroyPorts, StepOutcome } from './destroy-ports.ts';
import { DESTROY_STEPS } from './destroy-steps.ts';
import type { StoredDestruction } from './destruction.ts';
import type { StoredEmergency } from './emergency.ts';

/** Each step is tried once more by a later run; more in one run than this is a fault. */
const MOST_STEPS = 20;
/** After a sweep that found something: by then whoever has to look has been told. */
const SWEEP_AGAIN_MS = 10 * 60_000;

function begun(emergency: StoredEmergency, now: number): StoredDestruction {
  const { emergencyId, streetId, event, ended } = emergency;
  if (ended === undefined) throw new Error('the destruction of an emergency that has not ended');
  return {
    emergencyId,
    streetId,
    event,
    endedAt: ended.at,
    begunAt: now,
    done: {},
    sweeps: 0,
    version: 1,
    audit: { ...systemFacts('emergency.destroy', now), place: streetId },
  };
}

function after(
  before: StoredDestruction,
  step: DestructionStep,
  { fields, outcome }: StepOutcome,
  now: number,
): StoredDestruction {
  const next = {
    ...before,
    ...fields,
    version: before.version + 1,
    audit: { ...systemFacts(`emergency.destroy.${step}`, now), place: before.streetId },
  };
  if (outcome === 'more') return next;
  if (outcome === 'found_something') {
    const sweepFrom = now + SWEEP_AGAIN_MS * next.sweeps;
    return { ...next, done: backToTold(before.done), sweepFrom };
  }
  return { ...next, done: { ...before.done, [step]: now } };
}

/**
 * Does of the destruction of an emergency that has ended whatever is to be done by now, step by step:
 * each can be done again, and is written down by one conditional write when it is done. So whoever
 * comes next, after a crash anywhere, goes on where it was broken off.
 * @returns how far it is
 */
export async function destroyEmergency(
  ports: DestroyPorts,
  emergency: StoredEmergency,
  now: number,
): Promise<StoredDestruction> {
  const { destructions, emergencies } = ports;
  let current = await destructions.find(emergency.emergencyId);
  if (current === undefined) {
    const first = begun(emergency, now);
    const stands = await destructions.change(undefined, first);
    current = stands === 'changed' ? first : stands;
  }
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const next = nextStep(current.done);
    if (next === undefined || next.by !== 'clock') break;
    if (now < next.from || now < (current.sweepFrom ?? 0)) return current;
    const taken = await DESTROY_STEPS[next.step](ports, { emergency, destruction: current, now });
    const written = after(current, next.step, taken, now);
    const stands = await destructions.change(current, written);
    current = stands === 'changed' ? written : stands;
    if (taken.outcome !== 'done') return current;
  }
  if (current.done.certify !== undefined && emergency.state === 'ended') {
    await emergencies.change(emergency, {
      ...emergency,
      state: 'destroyed',
      version: emergency.version + 1,
      audit: { ...systemFacts('emergency.destroy', now), place: emergency.streetId },
    });
  }
  return current;
}
