import type { AlertLevel } from '../../shared/emergency/alert-lifecycle.ts';
import type { CompoundId, StaffId } from '../../shared/ids.ts';
import type { NotificationRecipient } from '../../shared/messages/notifications.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type ToldNotes, tellOfEmergency } from '../health/index.ts';
import type { NotifyPorts } from '../notifications/index.ts';
import type { StoredAlert } from './alert.ts';

export type TellOfAlertPorts = NotifyPorts & {
  readonly told: Pick<ToldNotes, 'note'>;
  /** Who of the community is on duty there now; nobody where no plan says. */
  readonly onDuty: (compound: CompoundId, nowMs: number) => Promise<readonly StaffId[]>;
};

async function recipientsAt(
  { onDuty }: TellOfAlertPorts,
  { compoundId, buildingId }: StoredAlert,
  level: AlertLevel,
  now: number,
): Promise<readonly NotificationRecipient[]> {
  if (level === 'street') return [{ role: 'street_administrator', at: compoundId }];
  const community: NotificationRecipient[] = [
    { role: 'community_worker', at: buildingId },
    { role: 'community_doctor', at: buildingId },
  ];
  if (level === 'community') return community;
  const staff = await onDuty(compoundId, now);
  return staff.length === 0 ? community : staff.map((one) => ({ staff: one }));
}

/** Says that there is an alert, and nothing of it: whoever may know opens it. */
export async function tellOfAlert(
  ports: TellOfAlertPorts,
  here: EmergencyHere,
  { alert, level, now }: { alert: StoredAlert; level: AlertLevel; now: number },
): Promise<void> {
  const { compoundId, changeId } = alert;
  for (const to of await recipientsAt(ports, alert, level, now)) {
    await tellOfEmergency(ports, here, {
      template: 'health_alert',
      parameters: {},
      compoundId,
      key: `${here.emergencyId}#alert#${changeId}#${level}`,
      to,
      urgency: 'urgent',
      at: now,
      link: '/alerts',
    });
  }
}
