import * as messages from '../../shared/messages/inbox.ts';
import * as push from '../../shared/messages/push.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { InboxStore } from './inbox-store.ts';
import { listUndelivered, retryUndelivered } from './manage-undelivered.ts';
import { markRead } from './mark-read.ts';
import { personOf } from './person-of-actor.ts';
import type { PushStore } from './push-store.ts';
import { readInbox, readOlderMessages, readOwnInbox, readOwnOlderMessages } from './read-inbox.ts';
import { readSettings } from './read-settings.ts';
import { setSettings } from './set-settings.ts';
import type { SettingsStore } from './settings-store.ts';
import { subscribePush, unsubscribePush } from './subscribe-push.ts';

type Ports = { readonly inboxes: InboxStore; readonly settings: SettingsStore };

export type InboxRoutesDeps = Ports & {
  readonly pushes: PushStore;
  /** The public half of the deployment's key for push services. */
  readonly pushKey: string;
  readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
};

/** What a resident's phone was told, and how it wants to be told. */
export function mountInboxRoutes(app: App, deps: InboxRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readInbox,
    action: 'inbox.read',
    authenticate,
    handle: ({ actor, now }) => readOwnInbox(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: messages.readOlderMessages,
    action: 'inbox.read',
    authenticate,
    handle: ({ body, actor, now }) => readOwnOlderMessages(deps, { actor, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.markRead,
    action: 'inbox.mark_read',
    authenticate,
    handle: ({ body, actor, now }) => markRead(deps, { actor, what: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.readNotificationSettings,
    action: 'inbox.read',
    authenticate,
    handle: ({ actor }) => readSettings(deps, personOf(actor)),
  });
  mountRoute(app, {
    endpoint: messages.setNotificationSettings,
    action: 'notification_settings.set',
    authenticate,
    handle: ({ body, actor, now }) => setSettings(deps, { actor, settings: body, now }),
  });
  mountRoute(app, {
    endpoint: push.readPushKey,
    action: 'inbox.read',
    authenticate,
    handle: async () => ({ key: deps.pushKey }),
  });
  mountRoute(app, {
    endpoint: push.subscribePush,
    action: 'notification_settings.set',
    authenticate,
    handle: ({ body, actor, now }) => subscribePush(deps, { actor, subscription: body, now }),
  });
  mountRoute(app, {
    endpoint: push.unsubscribePush,
    action: 'notification_settings.set',
    authenticate,
    handle: ({ body, actor, now }) => unsubscribePush(deps, { actor, ...body, now }),
  });
}

export type StaffInboxRoutesDeps = Ports & {
  readonly deliveries: Pick<DeliveryStore, 'listUndelivered' | 'retry'>;
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** The same of staff, and what could not be delivered. */
export function mountStaffInboxRoutes(app: App, deps: StaffInboxRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readStaffInbox,
    action: 'staff_inbox.read',
    authenticate,
    handle: ({ actor, now }) => readInbox(deps, { person: personOf(actor), now }),
  });
  mountRoute(app, {
    endpoint: messages.readOlderStaffMessages,
    action: 'staff_inbox.read',
    authenticate,
    handle: ({ body, actor, now }) =>
      readOlderMessages(deps, { person: personOf(actor), ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.markStaffRead,
    action: 'staff_inbox.mark_read',
    authenticate,
    handle: ({ body, actor, now }) => markRead(deps, { actor, what: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.readStaffNotificationSettings,
    action: 'staff_inbox.read',
    authenticate,
    handle: ({ actor }) => readSettings(deps, personOf(actor)),
  });
  mountRoute(app, {
    endpoint: messages.setStaffNotificationSettings,
    action: 'staff_notification_settings.set',
    authenticate,
    handle: ({ body, actor, now }) => setSettings(deps, { actor, settings: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listUndelivered,
    action: 'undelivered.read',
    authenticate,
    handle: ({ params, actor, now }) => listUndelivered(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.retryUndelivered,
    action: 'undelivered.retry',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      retryUndelivered(deps, { actor, ...params, ...body, now }),
  });
}
