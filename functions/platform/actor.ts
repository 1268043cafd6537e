import type {
  AccountId,
  GateDeviceId,
  GateId,
  PlaceId,
  ResidentId,
  SessionId,
  StaffId,
} from '../../shared/ids.ts';
import { explainPermission, rolesFor } from '../../shared/may-act.ts';
import { type Action, PERMISSIONS } from '../../shared/permissions.ts';
import type { Office, Role } from '../../shared/roles.ts';

/** A role at a place of the tree, until a moment (unix milliseconds, exclusive). */
export type Grant = {
  readonly role: Role;
  readonly node: PlaceId;
  readonly until: number;
  /** For whom they act in it; the role's own office where nothing is said. */
  readonly office?: Office | undefined;
};

type Anyone = { readonly kind: 'anyone' };
export type ResidentActor = {
  readonly kind: 'resident';
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
  /** The residents whose passes this phone number holds. */
  readonly residentIds: readonly ResidentId[];
  /** Those for whom the number speaks no more until somebody says whose it is. */
  readonly waitingIds: readonly ResidentId[];
};
export type StaffActor = {
  readonly kind: 'staff';
  readonly accountId: AccountId;
  readonly staffId: StaffId;
  readonly sessionId: SessionId;
  readonly grants: readonly Grant[];
};
export type GateDeviceActor = {
  readonly kind: 'gate_device';
  readonly deviceId: GateDeviceId;
  readonly gateId: GateId;
  /** Unix milliseconds. What it did before then is still taken. */
  readonly unenrolledAt?: number;
  /** When a guard's session came along with the device's signature. */
  readonly staff?: StaffActor;
};
/** Who acts. Made from credentials alone, never from a body. */
export type Actor = Anyone | ResidentActor | StaffActor | GateDeviceActor;

type KindOf<A extends Action> = (typeof PERMISSIONS)[A]['actor'];
/** The actors that the permission matrix lets near an action. */
export type ActorOf<A extends Action> =
  KindOf<A> extends 'anyone' ? Actor : Extract<Actor, { kind: KindOf<A> }>;

function staffOf(actor: Actor): StaffActor | undefined {
  if (actor.kind === 'staff') return actor;
  return actor.kind === 'gate_device' ? actor.staff : undefined;
}

/**
 * The permission matrix: the kind of actor, and where roles are named, a running grant of one of
 * them somewhere. Whether that somewhere is the right place, the verb asks with `mayAct`.
 */
export function isPermitted<A extends Action>(
  actor: Actor,
  action: A,
  nowMs: number,
): actor is ActorOf<A> {
  const { actor: kind } = PERMISSIONS[action];
  if (kind !== 'anyone' && kind !== actor.kind) return false;
  const roles = rolesFor(action);
  if (roles === undefined) return true;
  const grants = staffOf(actor)?.grants ?? [];
  return grants.some((grant) => roles.includes(grant.role) && nowMs < grant.until);
}

/**
 * The running grant by which the actor, or the guard at the device, may do this at a place;
 * undefined where there is none.
 * @param place the place, or every place from the compound down to it: a role at a wider one
 *   covers what lies in it. Roles of communities and streets come as roles at their compounds.
 */
export function grantFor(
  actor: Actor,
  action: Action,
  place: PlaceId | readonly PlaceId[],
  nowMs: number,
): Grant | undefined {
  const within: readonly PlaceId[] = typeof place === 'string' ? [place] : place;
  const explained = explainPermission(staffOf(actor)?.grants ?? [], action, within, nowMs);
  return explained.allowed ? explained.by : undefined;
}

/** Whether there is such a grant. */
export function mayAct(
  actor: Actor,
  action: Action,
  place: PlaceId | readonly PlaceId[],
  nowMs: number,
): boolean {
  return grantFor(actor, action, place, nowMs) !== undefined;
}
