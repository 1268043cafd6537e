import { type NotifyPorts, notify } from '../notifications/index.ts';
import type { TellAccount } from './tell-residents.ts';

/** By the outbox: the same of the same announcement to the same account is told once. */
export function tellByNotification(ports: NotifyPorts): TellAccount {
  return ({ accountId, compound, announcement: { announcementId, zh }, now }) =>
    notify(ports, {
      template: 'announcement_urgent',
      parameters: { announcementId, title: zh.title },
      compoundId: compound,
      key: `announcement_urgent#${announcementId}`,
      to: { account: accountId },
      urgency: 'urgent',
      at: now,
      link: `/announcements/${announcementId}`,
    });
}
