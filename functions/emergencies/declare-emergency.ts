import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { statusRulesOf } from '../../shared/emergency/status-rule-sets.ts';
import { type EmergencyId, newEmergencyId } from '../../shared/ids.ts';
import type { DeclareEmergency } from '../../shared/messages/emergencies.ts';
import type { CompoundStore, Lineages } from '../compounds/index.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { StoredEmergency } from './emergency.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { compoundsOf, emergencyFacts, officeOf } from './reach.ts';
import { findScope, refusalOf } from './within-scope.ts';

export type DeclareEmergencyPorts = {
  readonly emergencies: Pick<EmergencyStore, 'declare'>;
  readonly lineages: Lineages;
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
};

/** As many as change together, with the emergency itself. */
const MOST_COMPOUNDS = 90;

/**
 * Declares an emergency within a document. Nothing acts until another office has confirmed it. The
 * same key again is the same declaration.
 */
export async function declareEmergency(
  { emergencies, lineages, compounds }: DeclareEmergencyPorts,
  {
    actor,
    said,
    now,
  }: {
    readonly actor: StaffActor;
    readonly said: z.output<typeof DeclareEmergency>;
    readonly now: number;
  },
): Promise<{ emergencyId: EmergencyId; version: number } | Failure> {
  const inTree = await findScope({ lineages }, said.scope);
  if (inTree === undefined) return fail('not_permitted');
  const grants = [...inTree.lineages.values()].map((within) =>
    grantFor(actor, 'emergency.declare', within, now),
  );
  const [grant] = grants;
  if (grant === undefined || grants.includes(undefined)) return fail('not_permitted');

  const { key, rules: version, ...declared } = said;
  const rules = statusRulesOf(version);
  if (rules === undefined) return fail('invalid_input', { field: 'rules' });
  const refused = refusalOf(declared, said.document, { ...inTree, now });
  if (refused !== undefined) return refused;
  const countsTrips = said.measures.includes('trip_quota');
  if (countsTrips !== (said.tripsPerDay !== undefined)) {
    return fail('invalid_input', { field: 'tripsPerDay' });
  }
  const entries = await compounds.listCompounds();
  if (compoundsOf(entries, said.scope).length > MOST_COMPOUNDS) {
    return fail('invalid_input', { field: 'scope' });
  }

  const { streetId } = inTree;
  const office = officeOf(grant);
  const named = createHash('sha256').update(`${actor.staffId} ${key}`).digest();
  const emergency: StoredEmergency = {
    ...declared,
    emergencyId: newEmergencyId(Number(streetId.split('_')[1]), named),
    streetId,
    state: 'declared',
    compounds: [],
    declared: { by: actor.staffId, office, at: now },
    renewals: [],
    rules,
    version: 1,
    audit: emergencyFacts(actor, { action: 'emergency.declare', office, streetId, now }),
  };
  const outcome = await emergencies.declare(emergency);
  const stands = outcome === 'declared' ? emergency : outcome;
  return { emergencyId: stands.emergencyId, version: stands.version };
}
