import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import { compoundOf } from '../../shared/ids.ts';
import type { ManagedJoinRequest } from '../../shared/messages/join-requests.ts';
import { mayAct, type ResidentActor, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type DecidesForPorts, decidesFor } from './decides-for.ts';
import type { JoinRequest } from './join-request.ts';
import type { JoinRequestStore } from './join-request-store.ts';

type Ports = { readonly requests: Pick<JoinRequestStore, 'listRequests'> };

const shown = ({ joinRequestId, maskedName, tie, askedAt }: JoinRequest) => ({
  joinRequestId,
  maskedName,
  tie,
  askedAt,
});

/** Who asks to be registered in a compound. */
export async function listJoinRequests(
  { requests }: Ports,
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<{ requests: ManagedJoinRequest[] } | Failure> {
  if (!mayAct(actor, 'join_request.decide', compoundId, now)) return fail('not_permitted');
  const found = await requests.listRequests(compoundId, now);
  return {
    requests: found.map((request) => {
      const { name, houseLabel } = request;
      return { ...shown(request), name, houseLabel };
    }),
  };
}

/** Who asks to join one's household, masked. */
export async function listHouseholdJoinRequests(
  ports: Ports & DecidesForPorts,
  input: { readonly actor: ResidentActor; readonly residentId: ResidentId; readonly now: number },
): Promise<{ requests: ReturnType<typeof shown>[] } | Failure> {
  const adult = await decidesFor(ports, input);
  if (isFailure(adult)) return adult;
  if (adult.class !== 'resident') return { requests: [] };
  const found = await ports.requests.listRequests(compoundOf(input.residentId), input.now);
  return { requests: found.filter(({ houseId }) => houseId === adult.houseId).map(shown) };
}
