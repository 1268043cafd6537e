import { compoundOf, type GateDeviceId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { GateStore } from './gate-store.ts';

/**
 * Takes a device from its gate. It may still hand in what it scanned before; a second time changes
 * nothing.
 */
export async function unenrolGateDevice(
  { gates }: { readonly gates: Pick<GateStore, 'unenrolDevice'> },
  {
    actor,
    deviceId,
    now,
  }: { readonly actor: StaffActor; readonly deviceId: GateDeviceId; readonly now: number },
): Promise<undefined | Failure> {
  if (!mayAct(actor, 'gate_device.unenrol', compoundOf(deviceId), now)) {
    return fail('not_permitted');
  }
  const audit = factsOf(actor, {
    action: 'gate_device.unenrol',
    place: compoundOf(deviceId),
    purpose: 'gate',
    now,
  });
  const outcome = await gates.unenrolDevice(deviceId, { by: actor.staffId, at: now, audit });
  return outcome === 'missing' ? fail('not_found') : undefined;
}
