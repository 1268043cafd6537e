import type { StatusName } from '../../shared/emergency/status-name.ts';
import { type CompoundId, type EmergencyId, HealthChangeId } from '../../shared/ids.ts';
import type { StatusChain } from '../../shared/messages/status-chains.ts';
import {
  type DestructionStore,
  type EmergencyHere,
  type EmergencyStore,
  emergencyNow,
  shownDestruction,
  stateAt,
} from '../emergencies/index.ts';
import type { HealthRecord, HealthRecordStore } from '../health/index.ts';
import type { ChangeStore, Proposal } from '../health-changes/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { daysIn, type RecordFactsPorts, recordFacts } from './record-facts.ts';
import { shownRecord } from './shown-record.ts';

export type ReadStatusChainPorts = RecordFactsPorts & {
  readonly emergencies: Pick<EmergencyStore, 'find' | 'findHere'>;
  readonly records: Pick<HealthRecordStore, 'findNamed'>;
  readonly changes: Pick<ChangeStore, 'findProposal'>;
  readonly destructions: Pick<DestructionStore, 'find'>;
};
export type ReadStatusChainInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly emergencyId: EmergencyId;
  readonly statusName: StatusName;
  readonly fromDay?: string | undefined;
  readonly now: number;
};

/**
 * One status, from each piece of its evidence to its end: what an auditor checks, and nothing of whom
 * it is about. Once the emergency is over there are the sealed facts and the certificate alone.
 */
export async function readStatusChain(
  ports: ReadStatusChainPorts,
  input: ReadStatusChainInput,
): Promise<StatusChain | Failure> {
  const { actor, compoundId, emergencyId, statusName, fromDay, now } = input;
  if (!mayAct(actor, 'status_chain.read', compoundId, now)) return fail('not_permitted');
  const emergency = await ports.emergencies.find(emergencyId);
  const since = emergency?.decided?.at;
  if (emergency?.compounds.includes(compoundId) !== true || since === undefined) {
    return fail('not_found');
  }
  const { event, mode, document, rules, ended, until } = emergency;
  const shown = {
    emergencyId,
    event,
    documentNumber: document.number,
    authority: document.authority,
    state: stateAt(emergency, now),
    ruleVersion: rules.version,
  };
  const of = { compoundId, emergencyId, statusName };
  const acting = await emergencyNow(ports.emergencies, compoundId, now, mode);
  if (acting?.emergencyId === emergencyId) {
    const record = await ports.records.findNamed(acting, statusName);
    if (record === undefined) return fail('not_found');
    const days = daysOf(record, now);
    const proposals = await proposalsOf(ports, acting, record);
    return {
      emergency: shown,
      record: shownRecord(acting, { record, proposals }, now),
      ...(await recordFacts(ports, of, { days, fromDay })),
    };
  }
  const destruction = await ports.destructions.find(emergencyId);
  const days = daysIn(since, Math.min(now, (ended?.at ?? until) + DAY_MS));
  return {
    emergency: shown,
    ...(await recordFacts(ports, of, { days, fromDay })),
    ...(destruction === undefined ? {} : { destruction: shownDestruction(destruction) }),
  };
}

const DAY_MS = 86_400_000;

/** On which days something was written, and the days after: what was missed is sealed a day later. */
function daysOf({ evidence, changes, audit }: HealthRecord, now: number): string[] {
  const moments = [
    audit.at,
    ...evidence.map(({ receivedAt }) => receivedAt),
    ...changes.flatMap(({ at, told, appeal, takenBackAt }) => [
      at,
      told?.at,
      appeal?.at,
      appeal?.answered?.at,
      takenBackAt,
    ]),
  ];
  const days = moments.flatMap((at) =>
    at === undefined ? [] : daysIn(at, Math.min(at + DAY_MS, now)),
  );
  return [...new Set(days)].sort();
}

/** What two offices decided about somebody, the oldest first. */
async function proposalsOf(
  { changes }: Pick<ReadStatusChainPorts, 'changes'>,
  here: EmergencyHere,
  { evidence }: HealthRecord,
): Promise<Proposal[]> {
  const named = evidence.flatMap(({ source }) =>
    source.by === 'two_offices' ? [HealthChangeId.parse(source.change)] : [],
  );
  const found = await Promise.all([...new Set(named)].map((id) => changes.findProposal(here, id)));
  return found
    .filter((one) => one !== undefined)
    .sort((one, other) => one.proposed.at - other.proposed.at);
}
