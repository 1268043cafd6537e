import type { StepBy } from '../../shared/desk/request-lifecycle.ts';
import { compoundOf, type PlaceId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import type { DeskRow } from './desk-rows.ts';
import type { StoredTeam } from './team.ts';
import { isAble } from './team.ts';
import { rolesInCompound } from './workers.ts';

export type Placed = Pick<DeskRow, 'requestId' | 'gridId' | 'buildingId'>;

/** Where a request is: the compound, and as far down as is known. */
export function placesOf({ requestId, gridId, buildingId }: Placed): PlaceId[] {
  return [compoundOf(requestId), gridId, buildingId].filter((place) => place !== undefined);
}

type Asking = { readonly actor: StaffActor; readonly now: number };

/** Who has it, and still works here. */
export function isAssignee(
  { actor, now }: Asking,
  request: Pick<DeskRow, 'requestId' | 'assignee'>,
): boolean {
  return (
    request.assignee === actor.staffId &&
    rolesInCompound(actor.grants, compoundOf(request.requestId), now).length > 0
  );
}

export const runsDesk = ({ actor, now }: Asking, request: Placed): boolean =>
  mayAct(actor, 'request.assign', placesOf(request), now);

/**
 * Whether somebody may take it: a member of a team that does this kind of work there; where there
 * is no such team, whoever may take requests there; and what waits for the desk, the desk.
 */
export function mayClaim(
  asking: Asking,
  request: Placed & Pick<DeskRow, 'typeId' | 'dispatch'>,
  teams: readonly StoredTeam[],
): boolean {
  const { actor, now } = asking;
  const within = placesOf(request);
  if (request.dispatch === 'assign') return runsDesk(asking, request);
  const able = teams.filter((team) => isAble(team, request.typeId, within));
  if (able.length === 0) return mayAct(actor, 'request.claim', within, now);
  const isMember = able.some(({ members }) => members.includes(actor.staffId));
  return isMember && rolesInCompound(actor.grants, compoundOf(request.requestId), now).length > 0;
}

/** As what somebody of staff stands to a request, besides being able to take it. */
export function standingOf(
  asking: Asking,
  request: Placed & Pick<DeskRow, 'assignee'>,
): ReadonlySet<StepBy> {
  const standing = new Set<StepBy>();
  if (isAssignee(asking, request)) standing.add('assignee');
  if (runsDesk(asking, request)) standing.add('desk');
  return standing;
}
