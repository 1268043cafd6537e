import { statusOf } from '../../shared/emergency/status-of.ts';
import type { StatusChain } from '../../shared/messages/status-chains.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { HealthRecord } from '../health/index.ts';
import { isOutside, type Part, type Proposal, valueWords } from '../health-changes/index.ts';

type Shown = NonNullable<StatusChain['record']>;

/** A record without the person: no id, home or account of theirs, and nothing that anybody wrote to them. */
export function shownRecord(
  { rules }: EmergencyHere,
  { record, proposals }: { readonly record: HealthRecord; readonly proposals: readonly Proposal[] },
  now: number,
): Shown {
  const { status, evidence, changes, version } = record;
  return {
    value: valueWords(rules, status.value),
    since: status.since,
    ...(status.until === undefined ? {} : { until: status.until }),
    version,
    replays: isReplayed(rules, record, now),
    evidence: [...evidence]
      .sort((one, other) => one.receivedAt - other.receivedAt)
      .map((one) => shownEvidence(rules, one, status.because)),
    changes: changes.map((change) => shownChange(rules, change)),
    proposals: proposals.map(shownProposal),
  };
}

/** What is due by now and not written down yet is judged at the moment before it. */
function isReplayed(rules: EmergencyHere['rules'], record: HealthRecord, now: number): boolean {
  const { status, evidence, nextDue = now + 1 } = record;
  return statusOf(rules, evidence, Math.min(now, nextDue - 1)).value === status.value;
}

function shownEvidence(
  { rules }: EmergencyHere['rules'],
  one: HealthRecord['evidence'][number],
  because: readonly string[],
): Shown['evidence'][number] {
  const { evidenceId, revision, kind, finding, observedAt, receivedAt, expiresAt } = one;
  const rule = rules.find((each) => each.kind === kind && each.finding === finding);
  return {
    evidenceId,
    revision,
    kind,
    ...(rule === undefined ? {} : { rule: rule.rule, words: rule.because }),
    source: one.source,
    observedAt,
    receivedAt,
    expiresAt,
    withdrawn: one.withdrawn === true,
    cancels: one.cancels ?? [],
    counts: because.includes(evidenceId),
  };
}

function shownChange(
  rules: EmergencyHere['rules'],
  { from, to, appeal, ...change }: HealthRecord['changes'][number],
): Shown['changes'][number] {
  return {
    ...change,
    from: valueWords(rules, from),
    to: valueWords(rules, to),
    ...(appeal === undefined ? {} : { appeal: withoutWords(appeal) }),
  };
}

function withoutWords({
  at,
  by,
  answerBy,
  answered,
}: NonNullable<HealthRecord['changes'][number]['appeal']>) {
  if (answered === undefined) return { at, by, answerBy };
  const { office, outcome } = answered;
  return { at, by, answerBy, answered: { at: answered.at, office, outcome } };
}

const partOf = ({ office, role, by, at }: Part) => ({
  office,
  ...(role === undefined ? {} : { role }),
  by,
  at,
});

function shownProposal(proposal: Proposal): Shown['proposals'][number] {
  const { proposalId, state, reason, reference, expiresAt, people } = proposal;
  const { proposed, decided, stopped, approved } = proposal;
  const areOthers =
    (decided === undefined || isOutside(decided, [proposed])) &&
    (approved === undefined || isOutside(approved, [proposed, decided]));
  return {
    proposalId,
    state,
    reason,
    reference,
    expiresAt,
    people: people.length,
    proposed: partOf(proposed),
    ...(decided === undefined ? {} : { decided: partOf(decided) }),
    ...(stopped === undefined ? {} : { stopped: stopped.why }),
    ...(approved === undefined
      ? {}
      : { approved: { ...partOf(approved), because: approved.because } }),
    independent: areOthers,
  };
}
