import type { CompoundId } from '../../shared/ids.ts';
import type { RegistrationAsked } from '../../shared/messages/health.ts';
import { emergencyNow } from '../emergencies/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { HerePorts } from './home-of.ts';
import { findingsOf } from './registering.ts';

export type ReadRegistrationAskedInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};

/** What is to be asked of somebody without a phone. Of nobody in particular: what they said before is theirs. */
export async function readRegistrationAsked(
  { emergencies }: HerePorts,
  { actor, compoundId, now }: ReadRegistrationAskedInput,
): Promise<RegistrationAsked | Failure> {
  if (!mayAct(actor, 'health.register_for', compoundId, now)) return fail('not_permitted');
  const here = await emergencyNow(emergencies, compoundId, now);
  if (here === undefined) return fail('no_emergency');
  if (!here.measures.includes('registration')) return fail('measure_not_named');
  const { event, documentNumber, authority, until, rules } = here;
  return { event, documentNumber, authority, until, findings: findingsOf(rules) };
}
