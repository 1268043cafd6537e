import { compoundOf, type RequestId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskStores } from './desk.ts';
import { findRequest } from './find-request.ts';
import type { StoredRequest } from './request.ts';
import { isAssignee, mayClaim, placesOf } from './standing.ts';
import type { StoredTeam } from './team.ts';
import { rolesInCompound } from './workers.ts';

export type StaffRequestInput = {
  readonly actor: StaffActor;
  readonly requestId: RequestId;
  readonly now: number;
};

/**
 * A request as somebody of staff may open it: who has it, who may take it, and whoever's role
 * covers where it is. Nobody else learns that it is there.
 */
export async function findStaffRequest(
  ports: Pick<DeskStores, 'requests' | 'settings'>,
  input: StaffRequestInput,
): Promise<{ readonly request: StoredRequest; readonly teams: readonly StoredTeam[] } | Failure> {
  const { actor, requestId, now } = input;
  const compound = compoundOf(requestId);
  if (rolesInCompound(actor.grants, compound, now).length === 0) return fail('not_permitted');
  const [request, teams] = await Promise.all([
    findRequest(ports, input),
    ports.settings.listTeams(compound),
  ]);
  if (request === undefined) return fail('not_found');
  const isOpenToThem =
    mayAct(actor, 'request.read', placesOf(request), now) ||
    isAssignee(input, request) ||
    mayClaim(input, request, teams);
  return isOpenToThem ? { request, teams } : fail('not_permitted');
}
