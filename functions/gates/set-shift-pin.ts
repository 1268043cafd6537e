import { CompoundId } from '../../shared/ids.ts';
import { PERMISSIONS } from '../../shared/permissions.ts';
import type { Role } from '../../shared/roles.ts';
import type { StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { GateKeys } from './device-secrets.ts';
import { sealPin } from './shift-pin.ts';
import type { ShiftPinStore } from './shift-pin-store.ts';

export type SetShiftPinPorts = {
  readonly pins: ShiftPinStore;
  readonly guardNameOf: (guard: StaffActor) => Promise<string | undefined>;
  readonly keys: GateKeys;
  readonly random: RandomBytes;
};

const WORKS_AT_GATES: readonly Role[] = PERMISSIONS['shift.start'].staff;

/** Gives a guard a PIN, their own alone, wherever they stand; it ends with their role there. */
export async function setShiftPin(
  { pins, guardNameOf, keys, random }: SetShiftPinPorts,
  { actor, pin, now }: { readonly actor: StaffActor; readonly pin: string; readonly now: number },
): Promise<undefined | Failure> {
  const { staffId } = actor;
  const guardName = await guardNameOf(actor);
  if (guardName === undefined) return fail('not_permitted');
  for (const { role, node, until } of actor.grants) {
    const compound = CompoundId.safeParse(node);
    if (!WORKS_AT_GATES.includes(role) || now >= until || !compound.success) continue;
    const whose = { compound: compound.data, staffId };
    const sealed = await sealPin(keys, whose, { pin, random });
    const stored = { staffId, guardName, ...sealed, setAt: now, until };
    const place = compound.data;
    const facts = { action: 'shift_pin.set', place, purpose: 'gate', now } as const;
    await pins.setPin(place, stored, factsOf(actor, facts));
  }
  return undefined;
}
