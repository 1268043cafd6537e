import type {
  AccountId,
  CompoundId,
  GateDeviceId,
  GateId,
  ResidentId,
  SessionId,
  StaffId,
} from '../../shared/ids.ts';
import { type Action, PERMISSIONS, type Role } from '../../shared/permissions.ts';

/** A role at a node of the hierarchy, until a moment (unix milliseconds, exclusive). */
export type Grant = { readonly role: Role; readonly node: string; readonly until: number };

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
 * them somewhere. Whether that somewhere is the right compound, the verb asks with `holdsRole`.
 */
export function isPermitted<A extends Action>(
  actor: Actor,
  action: A,
  nowMs: number,
): actor is ActorOf<A> {
  const permission: { actor: string; staff?: readonly Role[] } = PERMISSIONS[action];
  if (permission.actor !== 'anyone' && permission.actor !== actor.kind) return false;
  const roles = permission.staff;
  if (roles === undefined) return true;
  const grants = staffOf(actor)?.grants ?? [];
  return grants.some((grant) => roles.includes(grant.role) && nowMs < grant.until);
}

/** Whether the actor, or the guard at the device, holds one of the roles at this compound now. */
export function holdsRole(
  actor: Actor,
  roles: readonly Role[],
  compound: CompoundId,
  nowMs: number,
): boolean {
  const grants = staffOf(actor)?.grants ?? [];
  return grants.some(
    ({ role, node, until }) => roles.includes(role) && node === compound && nowMs < until,
  );
}
