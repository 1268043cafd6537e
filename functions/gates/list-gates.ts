import { closureAt } from '../../shared/gate/gate-rules.ts';
import { isOnTrial } from '../../shared/gate/trial.ts';
import { CompoundId } from '../../shared/ids.ts';
import type { ManagedGate } from '../../shared/messages/gates.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import type { DeviceContacts } from './device-contacts.ts';
import type { GateStore } from './gate-store.ts';

/** The compounds where the actor manages the property now. */
function managedBy(actor: StaffActor, nowMs: number): CompoundId[] {
  const { grants } = actor;
  const compounds = grants.flatMap(({ node }) => CompoundId.safeParse(node).data ?? []);
  return [...new Set(compounds)].filter((compound) => mayAct(actor, 'gate.list', compound, nowMs));
}

/** The gates of the compounds that the actor manages, each with its enrolled devices. */
export async function listGates(
  {
    gates,
    contacts,
  }: {
    readonly gates: Pick<GateStore, 'listGates' | 'listDevices'>;
    readonly contacts: Pick<DeviceContacts, 'listContacts'>;
  },
  { actor, now }: { readonly actor: StaffActor; readonly now: number },
): Promise<{ gates: ManagedGate[] }> {
  const perCompound = await Promise.all(
    managedBy(actor, now).map(async (compound) => {
      const [found, devices, contactOf] = await Promise.all([
        gates.listGates(compound),
        gates.listDevices(compound),
        contacts.listContacts(compound, now),
      ]);
      const enrolled = devices.filter(({ unenrolledAt }) => unenrolledAt === undefined);
      return found.map(({ gateId, rules, version = 1 }) => ({
        gateId,
        name: rules.name,
        compoundName: rules.compoundName,
        ...(isOnTrial(rules, now) ? { trialUntil: rules.trialUntil } : {}),
        rules: {
          version,
          listAge: rules.listAge,
          staffed: rules.staffed,
          delivery: rules.delivery,
          closed: closureAt(rules, now),
        },
        devices: enrolled
          .filter((device) => device.gateId === gateId)
          .map(({ deviceId, enrolledAt }) => {
            const contactAt = contactOf.get(deviceId);
            return { deviceId, enrolledAt, ...(contactAt === undefined ? {} : { contactAt }) };
          }),
      }));
    }),
  );
  return { gates: perCompound.flat() };
}
