import { base64Url } from '../../shared/door/door-mac.ts';
import type { WithoutPower } from '../../shared/door/door-state.ts';
import { compoundOf, type GateId, newDoorId } from '../../shared/ids.ts';
import type { EnrolledDoor } from '../../shared/messages/doors.ts';
import type { GateStore } from '../gates/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { doorSecretOf } from './door-secrets.ts';
import type { DoorStore } from './door-store.ts';

export type EnrolDoorPorts = {
  readonly doors: Pick<DoorStore, 'changeDoor'>;
  readonly gates: Pick<GateStore, 'findGate'>;
  readonly doorKey: Uint8Array;
  readonly random: RandomBytes;
};

const ID_BYTES = 10;

/**
 * Enrols a controller at a gate, in the place of the one that was there: its id and its secret,
 * which are shown now and never again. From here on the one before opens nothing.
 */
export async function enrolDoor(
  { doors, gates, doorKey, random }: EnrolDoorPorts,
  {
    actor,
    gateId,
    withoutPower,
    version,
    now,
  }: {
    readonly actor: StaffActor;
    readonly gateId: GateId;
    readonly withoutPower: WithoutPower;
    readonly version: number;
    readonly now: number;
  },
): Promise<EnrolledDoor | Failure> {
  const place = compoundOf(gateId);
  if (!mayAct(actor, 'door.enrol', place, now)) return fail('not_permitted');
  if ((await gates.findGate(gateId)) === undefined) return fail('not_found');
  const doorId = newDoorId(gateId, random(ID_BYTES));
  const outcome = await doors.changeDoor({
    doorId,
    gateId,
    withoutPower,
    enrolledAt: now,
    version: version + 1,
    audit: factsOf(actor, { action: 'door.enrol', place, purpose: 'gate', now }),
  });
  if (outcome === 'conflict') return fail('state_conflict');
  return { doorId, secret: base64Url(doorSecretOf(doorKey, doorId)) };
}
