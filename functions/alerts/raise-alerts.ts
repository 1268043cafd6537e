import type { RecordChange } from '../health/index.ts';
import { systemFacts } from '../platform/audit.ts';
import type { StoredAlert } from './alert.ts';
import type { AlertStore } from './alert-store.ts';
import { type TellOfAlertPorts, tellOfAlert } from './tell-of-alert.ts';

export type RaisePorts = TellOfAlertPorts & { readonly alerts: Pick<AlertStore, 'raise'> };

/**
 * Wakes whoever is on duty of every status that became one of those that the rules say so of. From
 * the stream: told of the same change again, it raises and tells nothing twice.
 */
export async function raiseAlerts(
  ports: RaisePorts,
  changes: readonly RecordChange[],
  now: number,
): Promise<void> {
  for (const { here, before, after } of changes) {
    const alerting = here.rules.values.filter(({ alerts }) => alerts).map(({ value }) => value);
    const known = new Set(before?.changes.map(({ changeId }) => changeId));
    for (const { changeId, at, to } of after.changes) {
      if (known.has(changeId) || !alerting.includes(to)) continue;
      const { compoundId, residentId, buildingId } = after;
      const alert: StoredAlert = {
        changeId,
        compoundId,
        residentId,
        buildingId,
        value: to,
        at,
        state: 'new',
        level: 'duty',
        version: 1,
        audit: { ...systemFacts('alert.raise', now), place: compoundId },
      };
      await ports.alerts.raise(here, alert);
      await tellOfAlert(ports, here, { alert, level: 'duty', now });
    }
  }
}
