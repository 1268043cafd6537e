import { HealthChangeId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type {
  AppendPorts,
  HealthRecord,
  HealthRecordStore,
  StatusChange,
} from '../health/index.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { ChangeStore } from './change-store.ts';
import { markChange } from './mark-change.ts';
import { type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';
import type { Part } from './proposal.ts';
import { takingBack } from './take-back.ts';
import { isUnanswered } from './told-in-time.ts';

export type AnswerAppealPorts = OfficerPorts &
  AppendPorts & {
    readonly records: Pick<HealthRecordStore, 'find'>;
    readonly changes: Pick<ChangeStore, 'findAppeal' | 'forgetAppeal' | 'findProposal'>;
  };
export type AnswerAppealInput = OfficerInput & {
  readonly changeId: HealthChangeId;
  readonly outcome: 'upheld' | 'taken_back';
  readonly note: string;
};

/** Another office than the one that changed somebody's status looks at it again. */
export async function answerAppeal(
  ports: AnswerAppealPorts,
  input: AnswerAppealInput,
): Promise<undefined | Failure> {
  const { actor, compoundId, changeId, outcome, note, now } = input;
  const action = 'appeal.answer';
  const officer = await officerAt(ports, input, action);
  if (isFailure(officer)) return officer;
  const { here, part } = officer;
  const appeal = await ports.changes.findAppeal(here, changeId);
  const record = appeal && (await ports.records.find(here, appeal.residentId));
  const change = record?.changes.find((one) => one.changeId === changeId);
  if (record === undefined || change?.appeal === undefined) return fail('not_found');
  if (await hadAPart(ports, here, { record, change, part })) return fail('other_office');
  if (change.appeal.answered !== undefined) return fail('state_conflict');
  if (change.takenBackAt !== undefined || isUnanswered(change, now)) return fail('state_conflict');

  const audit = factsOf(actor, { action, place: compoundId, purpose: 'emergency', now });
  const isBack = outcome === 'taken_back';
  const answered = { at: now, office: part.office, outcome, note };
  const become = (one: StatusChange): StatusChange =>
    one.appeal === undefined || one.appeal.answered !== undefined
      ? one
      : {
          ...one,
          appeal: { ...one.appeal, answered },
          ...(isBack ? { takenBackAt: now } : {}),
        };
  const source = { by: 'two_offices', change: changeId } as const;
  const evidence = isBack ? [takingBack(record, change, { source, now })] : [];
  const marking = { record, changeId, become, evidence, office: part.office, audit };
  const marked = await markChange(ports, here, marking, now);
  if (isFailure(marked)) return marked;
  await ports.changes.forgetAppeal(here, changeId);
  return undefined;
}

/** Nobody judges what their own office changed, or what they decided themselves. */
async function hadAPart(
  ports: AnswerAppealPorts,
  here: EmergencyHere,
  {
    record,
    change,
    part,
  }: { readonly record: HealthRecord; readonly change: StatusChange; readonly part: Part },
): Promise<boolean> {
  if (change.office === part.office) return true;
  for (const evidence of record.evidence) {
    const { source } = evidence;
    if (source.by !== 'two_offices' || !change.because.includes(evidence.evidenceId)) continue;
    const proposal = await ports.changes.findProposal(here, HealthChangeId.parse(source.change));
    const parts = [proposal?.proposed, proposal?.decided, proposal?.approved];
    if (parts.some((one) => one?.by === part.by || one?.account === part.account)) return true;
    if (proposal?.proposed.office === part.office) return true;
  }
  return false;
}
