import type { CompoundId, HealthChangeId } from '../../shared/ids.ts';
import type { Alert } from '../../shared/messages/alerts.ts';
import { type EmergencyStore, emergencyOrDrill } from '../emergencies/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { StoredAlert } from './alert.ts';
import type { AlertStore } from './alert-store.ts';
import { type ShownAlertPorts, shownAlerts } from './shown-alert.ts';

export type AcknowledgePorts = ShownAlertPorts & {
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly alerts: Pick<AlertStore, 'find' | 'change'>;
};
type Input = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly healthChangeId: HealthChangeId;
  readonly now: number;
};

const MOST_TRIES = 5;

/** Somebody sees to it. The first one stands; whoever comes after is shown that it is seen to. */
export async function acknowledgeAlert(
  ports: AcknowledgePorts,
  { actor, compoundId, healthChangeId, now }: Input,
): Promise<Alert | Failure> {
  if (!mayAct(actor, 'alert.acknowledge', compoundId, now)) return fail('not_permitted');
  const here = await emergencyOrDrill(ports.emergencies, compoundId, now);
  if (here === undefined) return fail('no_emergency');
  const seen = await ports.alerts.find(here, healthChangeId);
  if (seen === undefined) return fail('not_found');
  const audit = factsOf(actor, {
    action: 'alert.acknowledge',
    place: compoundId,
    purpose: 'emergency',
    now,
  });
  const after = await decideAgain<StoredAlert>(seen, MOST_TRIES, {
    decide: (alert) =>
      alert.state === 'acknowledged'
        ? alert
        : {
            ...alert,
            state: 'acknowledged',
            acknowledged: { by: actor.staffId, at: now },
            version: alert.version + 1,
            audit,
          },
    write: (before, next) => ports.alerts.change(here, before, next),
  });
  if (isFailure(after)) return after;
  const [shown] = await shownAlerts(ports, here, { alerts: [after], actor });
  return shown ?? fail('not_found');
}
