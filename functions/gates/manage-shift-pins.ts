import type { CompoundId, StaffId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ShiftPinStore } from './shift-pin-store.ts';

type Ports = { readonly pins: Pick<ShiftPinStore, 'listPins' | 'removePin'> };
type Input = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};

/** Who can take over a shift at a compound's gates without a network. */
export async function listShiftPins(
  { pins }: Ports,
  { actor, compoundId, now }: Input,
): Promise<{ guards: { staffId: StaffId; guardName: string; setAt: number }[] } | Failure> {
  if (!mayAct(actor, 'shift_pin.manage', compoundId, now)) return fail('not_permitted');
  const found = await pins.listPins(compoundId, now);
  return { guards: found.map(({ staffId, guardName, setAt }) => ({ staffId, guardName, setAt })) };
}

/** Takes a guard's PIN away. Devices that are online forget it at their next refresh. */
export async function removeShiftPin(
  { pins }: Ports,
  { actor, compoundId, staffId, now }: Input & { readonly staffId: StaffId },
): Promise<undefined | Failure> {
  if (!mayAct(actor, 'shift_pin.manage', compoundId, now)) return fail('not_permitted');
  const audit = factsOf(actor, {
    action: 'shift_pin.manage',
    place: compoundId,
    purpose: 'gate',
    now,
  });
  const outcome = await pins.removePin(compoundId, staffId, audit);
  return outcome === 'missing' ? fail('not_found') : undefined;
}
