import { escalationsDue } from '../../shared/emergency/alert-lifecycle.ts';
import type { HealthChangeId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { systemFacts } from '../platform/audit.ts';
import type { StoredAlert } from './alert.ts';
import type { AlertStore } from './alert-store.ts';
import { type TellOfAlertPorts, tellOfAlert } from './tell-of-alert.ts';

export type EscalatePorts = TellOfAlertPorts & {
  readonly alerts: Pick<AlertStore, 'find' | 'change' | 'listDue'>;
};

/** Of one compound in one run; what is left, the next takes up. */
const MOST_IN_A_RUN = 500;

/**
 * Tells the next who answers for it of every alert that nobody has acknowledged in time. It tells
 * first and writes down after: broken off in between, the same person is told of it once all the same.
 * @returns how many were due
 */
export async function escalateAlerts(
  ports: EscalatePorts,
  here: EmergencyHere,
  now: number,
): Promise<number> {
  const due = await ports.alerts.listDue(here, now, MOST_IN_A_RUN);
  for (const change of due) await escalate(ports, here, change, now);
  return due.length;
}

async function escalate(
  ports: EscalatePorts,
  here: EmergencyHere,
  change: HealthChangeId,
  now: number,
): Promise<void> {
  const alert = await ports.alerts.find(here, change);
  if (alert === undefined) return;
  const levels = escalationsDue(alert, now);
  const widest = levels.at(-1);
  if (widest === undefined) return;
  for (const level of levels) await tellOfAlert(ports, here, { alert, level, now });
  const after: StoredAlert = {
    ...alert,
    level: widest,
    version: alert.version + 1,
    audit: { ...systemFacts('alert.escalate', now), place: alert.compoundId },
  };
  // Lost to whoever has acknowledged it meanwhile: then there is nothing left to do.
  await ports.alerts.change(here, alert, after);
}
