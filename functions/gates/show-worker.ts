import type { CompoundId, GateId } from '../../shared/ids.ts';
import { type AuditFacts, systemFacts } from '../platform/audit.ts';
import type { GateStore } from './gate-store.ts';

/** What gates tell a guard to call where a pass asks for the community worker. */
export interface GateWorkers {
  /** All of these gates of a compound at once; without a number, none. The gates' version goes up. */
  setWorker(
    gates: readonly GateId[],
    worker: { readonly number: string | undefined; readonly audit: AuditFacts },
  ): Promise<void>;
}

export type ShowWorkerPorts = {
  readonly gates: Pick<GateStore, 'listGates'>;
  readonly workers: GateWorkers;
};

/** Gives every gate of a compound the number to call, or takes it away. What has it is left as it is. */
export async function showWorker(
  { gates, workers }: ShowWorkerPorts,
  compoundId: CompoundId,
  number: string | undefined,
  now: number,
): Promise<void> {
  const others = (await gates.listGates(compoundId)).filter(({ rules }) => rules.worker !== number);
  if (others.length === 0) return;
  const audit = { ...systemFacts('gate.show_worker', now), place: compoundId };
  await workers.setWorker(
    others.map(({ gateId }) => gateId),
    { number, audit },
  );
}
