import type { Evidence, EvidenceId, HealthStatus } from './evidence.ts';
import type { StatusRules } from './status-rules.ts';

const HOUR_MS = 3_600_000;

type Rule = StatusRules['rules'][number];
type Value = StatusRules['values'][number];

/** A finding that a rule speaks about, from its first moment to the one at which it counts no more. */
type Finding = {
  readonly id: EvidenceId;
  readonly isCorrection: boolean;
  readonly rule: Rule;
  readonly value: Value;
  readonly from: number;
  readonly until: number;
};

/** Takes others back from a moment on. */
type Correction = {
  readonly id: EvidenceId;
  readonly from: number;
  readonly cancels: readonly EvidenceId[];
};

/** What of the evidence can count at any time, each part from the latest to the earliest. */
type Weighed = {
  readonly findings: readonly Finding[];
  readonly corrections: readonly Correction[];
};

/**
 * What follows from the evidence at a moment, whatever order it came in and however often:
 * - Of each id the highest revision counts, unless it is withdrawn. Of one revision told in two ways
 *   the one received later counts; then the one withdrawn; then the one whose text sorts last.
 * - A finding counts from when it was observed until the rule's hours are over or it expires. One
 *   without a rule says nothing.
 * - A correction takes back what it names, in every revision, from when it was observed and for good:
 *   that it expires brings nothing back. Only a correction observed later, or its own withdrawal,
 *   undoes it.
 * - A finding ends earlier ones of the rules it names, for good too: a symptom that a test ended does
 *   not return when the test is two days old. Of two observed at once the severer is the later one,
 *   of two as severe the one whose id sorts last; so no milder finding ends a severer one of the
 *   same moment.
 * - The most severe value in force wins; of two as severe, the one that stands first in the rules.
 *
 * @param evidence all there is about one person, old revisions too
 * @param now unix milliseconds; what was observed later does not count yet
 */
export function statusOf(
  rules: StatusRules,
  evidence: readonly Evidence[],
  now: number,
): HealthStatus {
  const usual = usualOf(rules);
  const weighed = weigh(rules, evidence);
  const { value, because } = standing(usual, rules, weighed, now);
  const status = {
    value: value.value,
    severity: value.severity,
    asks: value.asks,
    because,
    ruleVersion: rules.version,
  };
  if (value === usual) return status;
  const until = firstChange(usual, rules, weighed, now);
  return until === undefined ? status : { ...status, until };
}

/**
 * When the value becomes another if nothing else comes, from the usual one too where evidence is yet
 * to begin: what the clock waits for. Unix milliseconds, later than `now`; undefined if it never does.
 */
export function nextChangeAt(
  rules: StatusRules,
  evidence: readonly Evidence[],
  now: number,
): number | undefined {
  return firstChange(usualOf(rules), rules, weigh(rules, evidence), now);
}

function usualOf({ values }: StatusRules): Value {
  const usual = values.find(({ severity }) => severity === 0);
  if (usual === undefined) throw new Error('Rules of a status without a usual value');
  return usual;
}

function weigh(rules: StatusRules, evidence: readonly Evidence[]): Weighed {
  const counting = latestOf(evidence).filter(({ withdrawn }) => withdrawn !== true);
  const findings = counting.flatMap((one) => findingOf(rules, one));
  const corrections = counting.filter(isCorrection).map(({ evidenceId, observedAt, cancels }) => ({
    id: evidenceId,
    from: observedAt,
    cancels: cancels ?? [],
  }));
  return {
    findings: findings.sort(
      (a, b) => b.from - a.from || b.value.severity - a.value.severity || compareText(b.id, a.id),
    ),
    corrections: corrections.sort((a, b) => b.from - a.from || compareText(b.id, a.id)),
  };
}

const isCorrection = ({ kind }: Evidence): boolean => kind === 'correction';

function latestOf(evidence: readonly Evidence[]): readonly Evidence[] {
  const latest = new Map<EvidenceId, Evidence>();
  for (const one of evidence) {
    const known = latest.get(one.evidenceId);
    if (known === undefined || compareRevision(known, one) < 0) latest.set(one.evidenceId, one);
  }
  return [...latest.values()];
}

function compareRevision(a: Evidence, b: Evidence): number {
  return (
    a.revision - b.revision ||
    a.receivedAt - b.receivedAt ||
    Number(a.withdrawn === true) - Number(b.withdrawn === true) ||
    compareText(textOf(a), textOf(b))
  );
}

/** All of it that a status can depend on: two of the same text are the same. */
function textOf({ kind, finding, observedAt, expiresAt, cancels }: Evidence): string {
  return JSON.stringify([kind, finding, observedAt, expiresAt, [...(cancels ?? [])].sort()]);
}

/** By code units: no language of a machine has a part in it. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Nothing where no rule speaks about it, or where it never was in force: such a one ends nothing. */
function findingOf(rules: StatusRules, evidence: Evidence): readonly Finding[] {
  const { evidenceId, kind, finding, observedAt, expiresAt } = evidence;
  const rule = rules.rules.find((one) => one.kind === kind && one.finding === finding);
  const value = rules.values.find((one) => one.value === rule?.value);
  if (rule === undefined || value === undefined) return [];
  const until = Math.min(observedAt + rule.lastsHours * HOUR_MS, expiresAt);
  if (until <= observedAt) return [];
  const isCorrecting = isCorrection(evidence);
  return [{ id: evidenceId, isCorrection: isCorrecting, rule, value, from: observedAt, until }];
}

/** The ids that are taken back at a moment. */
function cancelledAt({ corrections }: Weighed, now: number) {
  const ofAll = new Set<EvidenceId>();
  // From the latest on: a correction is taken back by a later one alone, so that two that name each
  // other have one answer.
  const takenBack = new Set<EvidenceId>();
  for (const { id, from, cancels } of corrections) {
    if (from > now) continue;
    if (ofAll.has(id)) {
      takenBack.add(id);
      continue;
    }
    for (const one of cancels) ofAll.add(one);
  }
  return ({ id, isCorrection }: Finding) => (isCorrection ? takenBack : ofAll).has(id);
}

/** The findings in force at a moment. */
function inForce(weighed: Weighed, now: number): readonly Finding[] {
  const isCancelled = cancelledAt(weighed, now);
  const ended = new Set<string>();
  return weighed.findings.filter((finding) => {
    if (finding.from > now || isCancelled(finding)) return false;
    const stands = now < finding.until && !ended.has(finding.rule.rule);
    // Whatever became of itself since: it has ended what was before it.
    for (const rule of finding.rule.ends) ended.add(rule);
    return stands;
  });
}

function standing(usual: Value, rules: StatusRules, weighed: Weighed, now: number) {
  const findings = inForce(weighed, now);
  const values = rules.values.filter((value) => findings.some((one) => one.value === value));
  const value = values.reduce((most, one) => (one.severity > most.severity ? one : most), usual);
  const because =
    value === usual ? [] : findings.filter((one) => one.value === value).map(({ id }) => id);
  return { value, because: because.sort(compareText) };
}

/** Nothing changes but where something begins or is over; not every such moment changes the value. */
function firstChange(
  usual: Value,
  rules: StatusRules,
  weighed: Weighed,
  now: number,
): number | undefined {
  const { value } = standing(usual, rules, weighed, now);
  const moments = [
    ...weighed.findings.flatMap(({ from, until }) => [from, until]),
    ...weighed.corrections.map(({ from }) => from),
  ];
  return [...new Set(moments)]
    .filter((moment) => moment > now)
    .sort((a, b) => a - b)
    .find((moment) => standing(usual, rules, weighed, moment).value !== value);
}
