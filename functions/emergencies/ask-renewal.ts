import type { EmergencyId } from '../../shared/ids.ts';
import type { RenewEmergency } from '../../shared/messages/emergencies.ts';
import type { CompoundStore, Lineages } from '../compounds/index.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { StoredEmergency } from './emergency.ts';
import { renewalAsked, stateAt } from './emergency-state.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { emergencyFacts, officeOf } from './reach.ts';
import { findScope, refusalOf } from './within-scope.ts';

export type AskRenewalPorts = {
  readonly emergencies: Pick<EmergencyStore, 'find' | 'change'>;
  readonly lineages: Lineages;
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
};

/**
 * Asks for more time by a new document, for the same scope and measures. It acts to its old day
 * until another office has decided; each renewal is a decision of its own.
 */
export async function askRenewal(
  { emergencies, lineages }: AskRenewalPorts,
  {
    actor,
    emergencyId,
    said,
    now,
  }: {
    readonly actor: StaffActor;
    readonly emergencyId: EmergencyId;
    readonly said: RenewEmergency;
    readonly now: number;
  },
): Promise<Pick<StoredEmergency, 'emergencyId' | 'version'> | Failure> {
  const before = await emergencies.find(emergencyId);
  const inTree = before === undefined ? undefined : await findScope({ lineages }, before.scope);
  if (before === undefined || inTree === undefined) return fail('not_permitted');
  const grants = [...inTree.lineages.values()].map((within) =>
    grantFor(actor, 'emergency.declare', within, now),
  );
  const [grant] = grants;
  if (grant === undefined || grants.includes(undefined)) return fail('not_permitted');
  const isOpen = stateAt(before, now) === 'open' && renewalAsked(before, now) === undefined;
  if (!isOpen || before.version !== said.version) return fail('state_conflict');

  const { document, until } = said;
  if (until <= before.until) return fail('invalid_input', { field: 'until' });
  const refused = refusalOf({ ...before, until }, document, { ...inTree, now });
  if (refused !== undefined) return refused;
  const { streetId } = before;
  const office = officeOf(grant);
  const after: StoredEmergency = {
    ...before,
    renewals: [
      ...before.renewals,
      { document, until, declared: { by: actor.staffId, office, at: now } },
    ],
    version: before.version + 1,
    audit: emergencyFacts(actor, { action: 'emergency.declare', office, streetId, now }),
  };
  const outcome = await emergencies.change(before, after);
  return outcome === 'changed' ? { emergencyId, version: after.version } : fail('state_conflict');
}
