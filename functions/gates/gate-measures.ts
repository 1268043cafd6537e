import type { GateRules } from '../../shared/gate/gate-rules.ts';
import type { CompoundId, GateId } from '../../shared/ids.ts';
import { type AuditFacts, systemFacts } from '../platform/audit.ts';
import type { GateStore } from './gate-store.ts';

/** What an emergency response has gates do: whom a guard calls, and whether trips are counted. */
export type MeasuredRules = Pick<GateRules, 'worker' | 'trips'>;

export interface GateMeasures {
  /** In the rules of all these gates of a compound at once. The gates' version goes up. */
  setMeasured(gates: readonly GateId[], rules: MeasuredRules, audit: AuditFacts): Promise<void>;
}

export type KeepGateMeasuresPorts = {
  readonly gates: Pick<GateStore, 'listGates'>;
  readonly measures: GateMeasures;
};

/** Has every gate of a compound do so, and nothing beyond it. What does already is left as it is. */
export async function keepGateMeasures(
  { gates, measures }: KeepGateMeasuresPorts,
  compoundId: CompoundId,
  measured: MeasuredRules,
  now: number,
): Promise<void> {
  const others = (await gates.listGates(compoundId)).filter(
    ({ rules }) => rules.worker !== measured.worker || rules.trips !== measured.trips,
  );
  if (others.length === 0) return;
  const audit = { ...systemFacts('gate.keep_measures', now), place: compoundId };
  await measures.setMeasured(
    others.map(({ gateId }) => gateId),
    measured,
    audit,
  );
}
