import type { PlaceId, StaffId } from '../../shared/ids.ts';
import { explainPermission, rolesFor } from '../../shared/may-act.ts';
import { type Action, PERMISSIONS } from '../../shared/permissions.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ListGrantsPorts } from './list-grants.ts';

// cast: the keys of an object literal are its keys
const STAFF_ACTIONS = (Object.keys(PERMISSIONS) as Action[]).filter(
  (action) => rolesFor(action) !== undefined,
);

/** What one member of staff may do at a place, action by action, and by which role or why not. */
export async function testPermissions(
  { grants, lineages }: ListGrantsPorts,
  {
    actor,
    placeId,
    staffId,
    now,
  }: {
    readonly actor: StaffActor;
    readonly placeId: PlaceId;
    readonly staffId: StaffId;
    readonly now: number;
  },
) {
  const lineage = await lineages.lineageOf(placeId);
  const within = lineage?.map((place) => place.placeId) ?? [placeId];
  if (!mayAct(actor, 'permission.test', within, now)) return fail('not_permitted');
  if (lineage === undefined) return fail('not_found');
  const theirs = (await grants.listGrants(within, now)).filter((row) => row.staffId === staffId);
  const [first] = theirs;
  if (first === undefined) return fail('not_found');
  const held = theirs.map(({ role, node, until, endedAt = until }) => ({
    role,
    node,
    until: Math.min(until, endedAt),
  }));
  return {
    maskedName: first.maskedName,
    actions: STAFF_ACTIONS.map((action) => {
      const explained = explainPermission(held, action, within, now);
      return explained.allowed
        ? { action, allowed: true, because: 'role' as const, by: explained.by }
        : { action, ...explained };
    }),
  } satisfies object | Failure;
}
