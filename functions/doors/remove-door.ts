import { compoundOf, type GateId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DoorStore } from './door-store.ts';

/** Takes a gate's door away: its controller opens nothing any more, and its alarms are over. */
export async function removeDoor(
  { doors }: { readonly doors: Pick<DoorStore, 'findDoor' | 'changeDoor'> },
  {
    actor,
    gateId,
    version,
    now,
  }: {
    readonly actor: StaffActor;
    readonly gateId: GateId;
    readonly version: number;
    readonly now: number;
  },
): Promise<undefined | Failure> {
  const place = compoundOf(gateId);
  if (!mayAct(actor, 'door.remove', place, now)) return fail('not_permitted');
  const door = await doors.findDoor(gateId);
  if (door === undefined) return fail('not_found');
  if (door.removedAt !== undefined) return undefined;
  if (door.version !== version) return fail('state_conflict');
  const outcome = await doors.changeDoor({
    ...door,
    removedAt: now,
    version: version + 1,
    audit: factsOf(actor, { action: 'door.remove', place, purpose: 'gate', now }),
  });
  return outcome === 'changed' ? undefined : fail('state_conflict');
}
