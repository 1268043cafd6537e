import type { EmergencyId } from '../../shared/ids.ts';
import type { CompoundStore, Lineages } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type AnnounceEmergencyPorts, announceEmergency } from './announce-emergency.ts';
import type { Decision, StoredEmergency } from './emergency.ts';
import type { EmergencyKeys } from './emergency-keys.ts';
import { renewalAsked, stateAt } from './emergency-state.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { type MeasureEffects, startMeasures } from './measure-effects.ts';
import { compoundsOf, emergencyFacts, grantOver, officeOf } from './reach.ts';
import { findScope, refusalOf } from './within-scope.ts';

export type DecideEmergencyPorts = AnnounceEmergencyPorts & {
  readonly emergencies: Pick<EmergencyStore, 'find' | 'change'>;
  readonly emergencyKeys: Pick<EmergencyKeys, 'create'>;
  readonly lineages: Lineages;
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
  readonly effects: Pick<MeasureEffects, 'keep'>;
};

type Input = {
  readonly actor: StaffActor;
  readonly emergencyId: EmergencyId;
  readonly version: number;
  readonly confirm: boolean;
  readonly now: number;
};
type Decided = Pick<StoredEmergency, 'emergencyId' | 'version'>;

/** What waits for another office: the declaration, or a renewal of what acts. */
function waitingIn(emergency: StoredEmergency, now: number) {
  const state = stateAt(emergency, now);
  if (state === 'declared') return { what: 'declaration' as const, asked: emergency };
  const asked = state === 'open' ? renewalAsked(emergency, now) : undefined;
  return asked === undefined ? undefined : { what: 'renewal' as const, asked };
}

/**
 * Confirms or refuses what another office declared, or the renewal that it asked for: another person
 * of another office, with a role in the scope. Confirmed, it acts in every compound of it at once.
 */
export async function decideEmergency(
  ports: DecideEmergencyPorts,
  input: Input,
): Promise<Decided | Failure> {
  const { actor, emergencyId, confirm, now } = input;
  const [before, entries] = await Promise.all([
    ports.emergencies.find(emergencyId),
    ports.compounds.listCompounds(),
  ]);
  if (before === undefined) return fail('not_permitted');
  const { scope, streetId } = before;
  const reached = { scope, entries, now };
  if (grantOver(actor, 'emergency.decide', reached) === undefined) return fail('not_permitted');
  const waiting = waitingIn(before, now);
  if (waiting === undefined || before.version !== input.version) return fail('state_conflict');
  const { asked } = waiting;
  const grant = grantOver(actor, 'emergency.decide', { ...reached, not: asked.declared.office });
  if (grant === undefined || asked.declared.by === actor.staffId) return fail('not_permitted');

  const office = officeOf(grant);
  const by: Decision = { by: actor.staffId, office, at: now };
  const changed = {
    version: before.version + 1,
    audit: emergencyFacts(actor, { action: 'emergency.decide', office, streetId, now }),
  };
  const decided = confirm
    ? await confirmed(ports, before, { waiting, by, entries, now })
    : refused(before, { waiting, by });
  if (isFailure(decided)) return decided;
  const after: StoredEmergency = { ...decided, ...changed };
  const outcome = await ports.emergencies.change(before, after);
  if (outcome === 'compound_has_one') return fail('state_conflict', { field: 'scope' });
  if (outcome !== 'changed') return fail('state_conflict');
  if (after.state === 'open') await startMeasures(ports.effects, after, now);
  await announceEmergency(ports, after, now);
  return { emergencyId, version: after.version };
}

type Waiting = NonNullable<ReturnType<typeof waitingIn>>;

function refused(
  before: StoredEmergency,
  { waiting, by }: { readonly waiting: Waiting; readonly by: Decision },
): StoredEmergency {
  if (waiting.what === 'declaration') return { ...before, state: 'refused', decided: by };
  const { asked } = waiting;
  const renewals = before.renewals.map((one) => (one === asked ? { ...one, refused: by } : one));
  return { ...before, renewals };
}

/** As it acts from now on; asked once more whether the document carries it. */
async function confirmed(
  ports: Pick<DecideEmergencyPorts, 'lineages' | 'emergencyKeys'>,
  before: StoredEmergency,
  {
    waiting,
    by,
    entries,
    now,
  }: {
    readonly waiting: Waiting;
    readonly by: Decision;
    readonly entries: Parameters<typeof compoundsOf>[0];
    readonly now: number;
  },
): Promise<StoredEmergency | Failure> {
  const { scope, measures, emergencyId } = before;
  const { until, document } = waiting.asked;
  const inTree = await findScope(ports, scope);
  if (inTree === undefined) return fail('invalid_input', { field: 'scope' });
  const problem = refusalOf({ scope, measures, until }, document, { ...inTree, now });
  if (problem !== undefined) return problem;
  if (waiting.what === 'renewal') {
    const { asked } = waiting;
    const renewals = before.renewals.map((one) => (one === asked ? { ...one, decided: by } : one));
    return { ...before, until, renewals };
  }
  return {
    ...before,
    state: 'open',
    decided: by,
    compounds: [...compoundsOf(entries, scope)],
    keyHandle: await ports.emergencyKeys.create(emergencyId),
  };
}
