import {
  type CompoundId,
  compoundNumberOf,
  compoundOf,
  type GateId,
  gateIdOf,
  gateNumberOf,
} from '../../shared/ids.ts';
import type { SetGateRules } from '../../shared/messages/gate-rules.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { newGate } from './gate.ts';
import type { GateStore } from './gate-store.ts';
import { isOn } from './single-entrance.ts';
import type { SingleEntranceStore } from './single-entrance-store.ts';

export type SetGateRulesPorts = {
  readonly gates: Pick<GateStore, 'listGates' | 'changeRules' | 'addGate'>;
  readonly entrances: Pick<SingleEntranceStore, 'find'>;
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
};
type By = { readonly actor: StaffActor; readonly now: number };

/** What one transaction of DynamoDB holds, and more than any compound has. */
const MOST_GATES = 64;

function settingBy({ actor, now }: By, compound: CompoundId): AuditFacts | Failure {
  if (!mayAct(actor, 'compound_rules.set', compound, now)) return fail('not_permitted');
  return factsOf(actor, { action: 'compound_rules.set', place: compound, purpose: 'places', now });
}

/** A gate's name and rules, as of the version seen: at its devices within seconds. */
export async function setGateRules(
  { gates, entrances }: SetGateRulesPorts,
  { gateId, rules, ...by }: By & { readonly gateId: GateId; readonly rules: SetGateRules },
): Promise<{ version: number } | Failure> {
  const compound = compoundOf(gateId);
  const audit = settingBy(by, compound);
  if ('failure' in audit) return audit;
  const [standing, entrance] = await Promise.all([
    gates.listGates(compound),
    entrances.find(compound),
  ]);
  const gate = standing.find((one) => one.gateId === gateId);
  if (gate === undefined) return fail('not_found');
  const { version, ...set } = rules;
  const isMain = isOn(entrance, by.now) && entrance.mainGate === gateId;
  const sendingHere = standing.filter(({ rules: { closed } }) => closed !== undefined);
  const outcome = await gates.changeRules(gateId, {
    seen: version,
    set,
    audit,
    // They send people to the main gate by its name.
    ...(isMain && set.name !== gate.rules.name
      ? { calledSoAt: sendingHere.map((one) => one.gateId) }
      : {}),
  });
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}

/** The next number is the gate's for ever. While there is a single entrance, it is closed as the others. */
export async function addGate(
  { gates, entrances, compounds }: SetGateRulesPorts,
  { compoundId, name, ...by }: By & { readonly compoundId: CompoundId; readonly name: string },
): Promise<{ gateId: GateId } | Failure> {
  const audit = settingBy(by, compoundId);
  if ('failure' in audit) return audit;
  const [compound, standing, entrance] = await Promise.all([
    compounds.findCompound(compoundId),
    gates.listGates(compoundId),
    entrances.find(compoundId),
  ]);
  if (compound === undefined) return fail('not_found');
  if (standing.length >= MOST_GATES) return fail('invalid_input', { field: 'name' });
  const number = Math.max(0, ...standing.map(({ gateId }) => gateNumberOf(gateId))) + 1;
  const gateId = gateIdOf(compoundNumberOf(compoundId), number);
  const gate = newGate({ gateId, name, compoundName: compound.name });
  const closed = isOn(entrance, by.now)
    ? { since: by.now, until: entrance.until, mainGate: entrance.mainGateName }
    : undefined;
  const added =
    closed === undefined ? gate : { ...gate, rules: { ...gate.rules, closed }, closings: [closed] };
  const outcome = await gates.addGate(added, { audit, entrance: entrance?.version ?? 0 });
  return outcome === 'added' ? { gateId } : fail('state_conflict');
}
