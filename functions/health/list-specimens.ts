import type { CompoundId } from '../../shared/ids.ts';
import type { DrillSpecimens } from '../../shared/messages/health.ts';
import { emergencyNow, specimensOf } from '../emergencies/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { HerePorts } from './home-of.ts';
import type { RegistrationStore } from './registration-store.ts';

export type ListSpecimensPorts = HerePorts & {
  readonly registrations: Pick<RegistrationStore, 'find'>;
};

/** The people of the drill in a compound, and by which codes a laboratory knows them. */
export async function listSpecimens(
  { emergencies, registrations }: ListSpecimensPorts,
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<DrillSpecimens | Failure> {
  if (!mayAct(actor, 'health_change.propose', compoundId, now)) return fail('not_permitted');
  const here = await emergencyNow(emergencies, compoundId, now, 'drill');
  if (here === undefined) return fail('no_emergency');
  const specimens = await Promise.all(
    specimensOf(here).map(async (one) => {
      const registered = await registrations.find(here, one.residentId);
      return { ...one, ...(registered === undefined ? {} : { code: registered.code }) };
    }),
  );
  return { specimens };
}
