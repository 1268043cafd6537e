import type { GateId, StaffId } from '../../shared/ids.ts';
import { type CompoundId, compoundOf } from '../../shared/ids.ts';
import type { NotificationRecipient } from '../../shared/messages/notifications.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';

export type DutyBellPorts = NotifyPorts & {
  /** Who is on duty at the gatehouse now; nobody where no plan says. */
  readonly onDuty: (compound: CompoundId, nowMs: number) => Promise<readonly StaffId[]>;
};

export type Ring = {
  readonly gateId: GateId;
  readonly gateName: string;
  /** What names the scan for ever: each is told of it once, however often it is asked. */
  readonly name: { readonly boot: number; readonly seq: number };
  readonly now: number;
};

/**
 * Rings whoever is on duty, for somebody who lives here and waits at a gate where nobody stands;
 * or tells them that it has opened by itself, to be reviewed. Nothing of who it is.
 */
export async function ringDuty(
  { onDuty, ...ports }: DutyBellPorts,
  what: 'gate_waits' | 'gate_opened_itself',
  { gateId, gateName, name: { boot, seq }, now }: Ring,
): Promise<void> {
  const compoundId = compoundOf(gateId);
  const staff = await onDuty(compoundId, now);
  const leading: readonly NotificationRecipient[] = [
    { role: 'guard_captain', at: compoundId },
    { role: 'property_manager', at: compoundId },
  ];
  // Who was rung and did not answer is not who reviews it.
  const rung = staff.length === 0 || what === 'gate_opened_itself';
  const to = rung ? leading : staff.map((one) => ({ staff: one }));
  await Promise.all(
    to.map((recipient) =>
      notify(ports, {
        template: what,
        parameters: { gate: gateName },
        compoundId,
        key: `${what}#${gateId}#${boot}#${seq}`,
        to: recipient,
        urgency: 'urgent',
        at: now,
        link: '/gates',
      }),
    ),
  );
}
