import type { Evidence } from '../../shared/emergency/evidence.ts';
import type { StatusRules } from '../../shared/emergency/status-rules.ts';
import type { OwnRegistration } from '../../shared/messages/health.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { HealthRecord } from './health-record.ts';

const HOUR_MS = 3_600_000;

const sayable = ({ rules }: StatusRules) => rules.filter(({ kind }) => kind === 'registration');
const isUsual = ({ values }: StatusRules, value: string): boolean =>
  values.some((one) => one.value === value && one.severity === 0);

/** What can be said when registering; what makes nobody severer is said alone. */
export const findingsOf = (rules: StatusRules): OwnRegistration['findings'] =>
  sayable(rules).map(({ finding, value, asked, because }) => ({
    finding,
    alone: isUsual(rules, value),
    words: asked ?? because,
  }));

/**
 * What somebody says of themselves, as evidence. Of one finding a day there is one piece: saying it
 * again adds nothing, so that nobody can fill a record.
 */
export function registrationEvidence(
  { rules }: Pick<EmergencyHere, 'rules'>,
  findings: readonly string[],
  now: number,
): Evidence[] | Failure {
  const said = sayable(rules).filter(({ finding }) => findings.includes(finding));
  const isKnown = said.length === new Set(findings).size;
  const isAlone = said.length === 1 || said.every(({ value }) => !isUsual(rules, value));
  if (!isKnown || !isAlone) return fail('invalid_input', { field: 'findings' });
  return said.map(({ finding, lastsHours }) => ({
    evidenceId: `reg.${shanghaiDay(now)}.${finding}`,
    revision: 1,
    kind: 'registration',
    finding,
    source: { by: 'registration' },
    observedAt: now,
    expiresAt: now + lastsHours * HOUR_MS,
    receivedAt: now,
  }));
}

/** What of it is still in force: what makes somebody severer before what does not. */
export function saidOf(
  rules: StatusRules,
  record: Pick<HealthRecord, 'evidence'> | undefined,
  now: number,
): OwnRegistration['said'] {
  const inForce = (record?.evidence ?? []).filter(
    ({ source, expiresAt }) => source.by === 'registration' && now < expiresAt,
  );
  const usual = new Set(
    findingsOf(rules).flatMap(({ finding, alone }) => (alone ? [finding] : [])),
  );
  const severer = inForce.filter(({ finding }) => !usual.has(finding));
  const shown = severer.length > 0 ? severer : inForce;
  if (shown.length === 0) return undefined;
  return {
    findings: [...new Set(shown.map(({ finding }) => finding))],
    at: Math.max(...shown.map(({ observedAt }) => observedAt)),
    until: Math.max(...shown.map(({ expiresAt }) => expiresAt)),
  };
}

/** What a page shows of registering. */
export function shownRegistration(
  { event, documentNumber, authority, until, rules }: EmergencyHere,
  {
    registered,
    record,
    now,
  }: {
    readonly registered: OwnRegistration['registered'];
    readonly record: Pick<HealthRecord, 'evidence'> | undefined;
    readonly now: number;
  },
): OwnRegistration {
  const said = saidOf(rules, record, now);
  return {
    event,
    documentNumber,
    authority,
    until,
    findings: findingsOf(rules),
    ...(registered === undefined ? {} : { registered }),
    ...(said === undefined ? {} : { said }),
  };
}
