import type { DoorAlarm } from '../../shared/door/door-state.ts';
import type { CompoundId, GateId, StaffId } from '../../shared/ids.ts';
import type { Notification, NotificationRecipient } from '../../shared/messages/notifications.ts';
import type { GateStore } from '../gates/index.ts';

export type TellOfAlarmPorts = {
  readonly gates: Pick<GateStore, 'findGate'>;
  /** Who is on duty at the gatehouse now; nobody where no plan says. */
  readonly onDuty: (compound: CompoundId, nowMs: number) => Promise<readonly StaffId[]>;
};

/** What whoever is on duty is told of alarms that have just begun at a door, each once. */
export async function toldOfAlarms(
  { gates, onDuty }: TellOfAlarmPorts,
  {
    compoundId,
    gateId,
    begun,
    now,
  }: {
    readonly compoundId: CompoundId;
    readonly gateId: GateId;
    readonly begun: readonly DoorAlarm[];
    readonly now: number;
  },
): Promise<readonly Notification[]> {
  const [gate, staff] = await Promise.all([gates.findGate(gateId), onDuty(compoundId, now)]);
  const leading: readonly NotificationRecipient[] = [
    { role: 'guard_captain', at: compoundId },
    { role: 'property_manager', at: compoundId },
  ];
  const to = staff.length === 0 ? leading : staff.map((one) => ({ staff: one }));
  return begun.flatMap((alarm) =>
    to.map(
      (recipient): Notification => ({
        template: 'door_alarm',
        parameters: { gate: gate?.rules.name ?? '', alarm },
        compoundId,
        key: `door#${gateId}#${alarm}#${now}`,
        to: recipient,
        urgency: 'urgent',
        at: now,
        link: '/gates',
      }),
    ),
  );
}
