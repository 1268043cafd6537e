import type { ResidentId } from '../../shared/ids.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type DecidesForPorts, decidesFor } from './decides-for.ts';
import { type EndResidencePorts, endResidence } from './end-residence.ts';

/** Ends one's own residence, now. Nobody of the household does it for another. */
export async function leave(
  ports: DecidesForPorts & EndResidencePorts,
  input: { readonly actor: ResidentActor; readonly residentId: ResidentId; readonly now: number },
): Promise<undefined | Failure> {
  const { actor, now } = input;
  const adult = await decidesFor(ports, input);
  if (isFailure(adult)) return adult;
  const audit = factsOf(actor, {
    action: 'own_record.leave',
    place: [],
    purpose: 'own_record',
    now,
  });
  return endResidence(ports, adult, audit);
}
