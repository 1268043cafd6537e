import type { ResidentId } from '../../shared/ids.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type DecidesForPorts, decidesFor } from './decides-for.ts';
import type { SpecialCareStore } from './special-care-store.ts';

/** Ends that anybody is known to look after oneself. */
export async function endOwnSpecialCare(
  ports: DecidesForPorts & { readonly care: Pick<SpecialCareStore, 'end'> },
  input: { readonly actor: ResidentActor; readonly residentId: ResidentId; readonly now: number },
): Promise<undefined | Failure> {
  const adult = await decidesFor(ports, input);
  if (isFailure(adult)) return adult;
  const { actor, residentId, now } = input;
  const audit = factsOf(actor, {
    action: 'special_care.end',
    place: [],
    purpose: 'own_record',
    now,
  });
  await ports.care.end(residentId, audit);
  return undefined;
}
