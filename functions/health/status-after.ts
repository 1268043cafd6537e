import { isDeepStrictEqual } from 'node:util';
import { TOLD_WITHIN_HOURS } from '../../shared/emergency/deadlines.ts';
import type { Evidence } from '../../shared/emergency/evidence.ts';
import { nextChangeAt, statusOf } from '../../shared/emergency/status-of.ts';
import type { StatusRules } from '../../shared/emergency/status-rules.ts';
import type { HealthChangeId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { HealthRecord, StatusChange } from './health-record.ts';

const HOUR_MS = 3_600_000;
/** Of one person, old revisions too; and as many changes. */
const MOST = 200;

/** What comes to somebody's record. */
export type Coming = {
  readonly evidence: readonly Evidence[];
  readonly office: StatusChange['office'];
  /** Where the person is the source themselves, or sits beside whoever writes it down. */
  readonly told?: NonNullable<StatusChange['told']>;
  /** What else becomes of it in the same write, before the status is looked at. */
  readonly also?: (record: HealthRecord) => HealthRecord;
  readonly audit: AuditFacts;
};
type Named = Coming & { readonly changeId: HealthChangeId };

/** Of whom an emergency knows nothing yet: version 0, and the usual status. */
export function blankRecord(
  { emergencyId, compoundId, rules }: EmergencyHere,
  {
    residentId,
    buildingId,
    audit,
  }: Pick<HealthRecord, 'residentId' | 'buildingId'> & Pick<Coming, 'audit'>,
  now: number,
): HealthRecord {
  const { because: _, ...usual } = statusOf(rules, [], now);
  return {
    emergencyId,
    compoundId,
    residentId,
    buildingId,
    evidence: [],
    status: { ...usual, because: [], since: now },
    changes: [],
    version: 0,
    audit,
  };
}

/**
 * A record with what has come, and the status that follows from all of it now. The same record where
 * nothing of it is new and nothing follows that does not stand there.
 */
export function statusAfter(
  rules: StatusRules,
  before: HealthRecord,
  coming: Named,
  now: number,
): HealthRecord | Failure {
  const evidence = withNew(rules, before.evidence, coming.evidence, now);
  if (evidence.length > MOST) return fail('record_full');
  const seen = { ...before, evidence };
  const touched = coming.also?.(seen) ?? seen;
  const follows = statusOf(rules, evidence, now);
  const isAnother = follows.value !== before.status.value;
  const { until: _, ...standing } = before.status;
  const after: HealthRecord = {
    ...touched,
    status: {
      ...standing,
      ...follows,
      because: [...follows.because],
      since: isAnother ? now : before.status.since,
    },
    changes: isAnother
      ? [...touched.changes, changeOf(before, follows, coming, now)].slice(-MOST)
      : touched.changes,
  };
  const { nextDue: due, ...undated } = after;
  const nextDue = nextDueOf(rules, after, now);
  const dated = nextDue === undefined ? undated : { ...undated, nextDue };
  if (isDeepStrictEqual(dated, before)) return before;
  return { ...dated, version: before.version + 1, audit: coming.audit };
}

function changeOf(
  { status }: HealthRecord,
  follows: {
    readonly value: string;
    readonly severity: number;
    readonly because: readonly string[];
  },
  { office, told, changeId }: Named,
  now: number,
): StatusChange {
  const isSeverer = follows.severity > status.severity;
  return {
    changeId,
    at: now,
    from: status.value,
    to: follows.value,
    because: [...follows.because],
    office,
    ...(isSeverer ? { tellBy: now + TOLD_WITHIN_HOURS * HOUR_MS } : {}),
    ...(told === undefined ? {} : { told }),
  };
}

/**
 * Of the same name, revision and content is the same evidence, whenever and however often it came;
 * what somebody says of themselves goes by its name alone.
 */
function contentOf({ receivedAt: _, ...content }: Evidence): string {
  const { source, evidenceId, revision } = content;
  if (source.by === 'registration') return `${evidenceId} ${revision}`;
  return JSON.stringify(
    Object.entries(content)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function withNew(
  rules: StatusRules,
  known: readonly Evidence[],
  coming: readonly Evidence[],
  now: number,
): Evidence[] {
  const contents = new Set(known.map(contentOf));
  const fresh = coming.filter((one) => {
    const content = contentOf(one);
    return !contents.has(content) && contents.add(content);
  });
  const all = [...known, ...fresh];
  return all.length > MOST ? withoutSpent(rules, withoutSuperseded(all), now) : all;
}

/** A lower revision counts no more and never will: where there is too much, it goes first. */
function withoutSuperseded(evidence: readonly Evidence[]): Evidence[] {
  const highest = new Map<string, number>();
  for (const { evidenceId, revision } of evidence) {
    highest.set(evidenceId, Math.max(revision, highest.get(evidenceId) ?? 0));
  }
  return evidence.filter(({ evidenceId, revision }) => highest.get(evidenceId) === revision);
}

/** What somebody said of themselves, that is over and ends nothing, counts no more and never will. */
function withoutSpent(rules: StatusRules, evidence: readonly Evidence[], now: number): Evidence[] {
  return evidence.filter(({ source, kind, finding, expiresAt }) => {
    const rule = rules.rules.find((one) => one.kind === kind && one.finding === finding);
    const endsOthers = (rule?.ends.length ?? 0) > 0;
    return source.by !== 'registration' || now < expiresAt || endsOthers;
  });
}

/**
 * When the clock has something to do with a record next: the status becomes another by itself, or
 * a change goes back because nobody told, or nobody answered. Unix milliseconds.
 */
export function nextDueOf(
  rules: StatusRules,
  { evidence, changes }: Pick<HealthRecord, 'evidence' | 'changes'>,
  now: number,
): number | undefined {
  const standing = changes.filter(({ takenBackAt }) => takenBackAt === undefined);
  const moments = [
    nextChangeAt(rules, evidence, now),
    ...standing.filter(({ told }) => told === undefined).map(({ tellBy }) => tellBy),
    ...standing
      .filter(({ appeal }) => appeal !== undefined && appeal.answered === undefined)
      .map(({ appeal }) => appeal?.answerBy),
  ].filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}
