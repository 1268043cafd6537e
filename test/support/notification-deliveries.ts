import { createLineages } from '../../functions/compounds/index.ts';
import type { ContactNumbers } from '../../functions/identity/index.ts';
import {
  createDeliveryStore,
  createOutbox,
  createSettingsStore,
  createWeChatStore,
  type DeliverPorts,
  deliverNotification,
  notificationIn,
  sendDue,
} from '../../functions/notifications/index.ts';
import { createGrantStore } from '../../functions/permissions/index.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import type { Log } from '../../functions/platform/log.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { Phones } from './phones.ts';
import { itemsOf } from './table-items.ts';

type Parts = {
  readonly table: Table;
  readonly clock: Clock;
  readonly phones: Phones;
  readonly contacts: ContactNumbers;
  readonly log: Log;
};

/** Brings what lies in the outbox to people, as the stream does, and what is due, as the clock does. */
export function notificationDeliveries({ table, clock, phones, contacts, log }: Parts) {
  const deliverPorts: DeliverPorts = {
    outbox: createOutbox(table),
    deliveries: createDeliveryStore(table),
    settings: createSettingsStore(table),
    channels: {
      contacts,
      messages: phones,
      openIds: createWeChatStore(table),
      calls: phones,
      wechat: phones.wechat,
    },
    grants: createGrantStore(table),
    lineages: createLineages(table),
    log,
  };
  return {
    deliverPorts,
    /** Delivers everything in the outbox once more. */
    deliverNotifications: async () => {
      for (const after of await itemsOf(table)) {
        const notification = notificationIn({ after });
        if (notification !== undefined)
          await deliverNotification(deliverPorts, notification, clock());
      }
    },
    /** What is due by now in a compound. */
    sendDueIn: (compound: CompoundId) => sendDue(deliverPorts, compound, clock()),
  };
}
