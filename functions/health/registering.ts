import type { Evidence } from '../../shared/emergency/evidence.ts';
import type { StatusRules } from '../../shared/emergency/status-rules.ts';
import type { OwnRegistration } from '../../shared/messages/health.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type Failure, fail } from '../platform/failure.ts';

const HOUR_MS = 3_600_000;

const sayable = ({ rules }: StatusRules) => rules.filter(({ kind }) => kind === 'registration');
const isUsual = ({ values }: StatusRules, value: string): boolean =>
  values.some((one) => one.value === value && one.severity === 0);

/** What can be said when registering; what makes nobody severer is said alone. */
export const findingsOf = (rules: StatusRules): OwnRegistration['findings'] =>
  sayable(rules).map(({ finding, value, because }) => ({
    finding,
    alone: isUsual(rules, value),
    words: because,
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

/** What a page shows of registering. */
export const shownRegistration = (
  { event, documentNumber, authority, until, rules }: EmergencyHere,
  registered: OwnRegistration['registered'],
): OwnRegistration => ({
  event,
  documentNumber,
  authority,
  until,
  findings: findingsOf(rules),
  ...(registered === undefined ? {} : { registered }),
});
