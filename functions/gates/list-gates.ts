import { CompoundId } from '../../shared/ids.ts';
import type { ManagedGate } from '../../shared/messages/gates.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { GateStore } from './gate-store.ts';

/** The compounds where the actor manages the property now. */
function managedBy({ grants }: StaffActor, nowMs: number): CompoundId[] {
  const nodes = grants.flatMap(({ role, node, until }) => {
    const compound = CompoundId.safeParse(node);
    return role === 'property_manager' && nowMs < until && compound.success ? [compound.data] : [];
  });
  return [...new Set(nodes)];
}

/** The gates of the compounds that the actor manages, each with its enrolled devices. */
export async function listGates(
  { gates }: { readonly gates: Pick<GateStore, 'listGates' | 'listDevices'> },
  { actor, now }: { readonly actor: StaffActor; readonly now: number },
): Promise<{ gates: ManagedGate[] }> {
  const perCompound = await Promise.all(
    managedBy(actor, now).map(async (compound) => {
      const [found, devices] = await Promise.all([
        gates.listGates(compound),
        gates.listDevices(compound),
      ]);
      const enrolled = devices.filter(({ unenrolledAt }) => unenrolledAt === undefined);
      return found.map(({ gateId, rules }) => ({
        gateId,
        name: rules.name,
        compoundName: rules.compoundName,
        devices: enrolled
          .filter((device) => device.gateId === gateId)
          .map(({ deviceId, enrolledAt }) => ({ deviceId, enrolledAt })),
      }));
    }),
  );
  return { gates: perCompound.flat() };
}
