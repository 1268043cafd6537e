import * as messages from '../../shared/messages/announcements.ts';
import type { CompoundStore, Lineages, PlaceStore } from '../compounds/index.ts';
import type { SummaryStore } from '../overview/index.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { HomesCaredForPorts, ResidentStore } from '../residents/index.ts';
import type { AnnouncementPorts } from './announcements-dynamo.ts';
import { editAnnouncement } from './edit-announcement.ts';
import { listOwnAnnouncements } from './list-own-announcements.ts';
import { listPastAnnouncements } from './list-past-announcements.ts';
import { listUnseenCare } from './list-unseen-care.ts';
import { markAnnouncementSeen } from './mark-announcement-seen.ts';
import type { OwnHomesPorts } from './own-homes.ts';
import { publishAnnouncement } from './publish-announcement.ts';
import { readAnnouncementDesk } from './read-announcement-desk.ts';
import { readReceipts } from './read-receipts.ts';
import { withdrawAnnouncement } from './withdraw-announcement.ts';

/** What residents read. */
export function mountOwnAnnouncementRoutes(
  app: App,
  deps: AnnouncementPorts &
    OwnHomesPorts & {
      readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
    },
): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.listOwnAnnouncements,
    action: 'announcement.read',
    authenticate,
    handle: ({ actor, now }) => listOwnAnnouncements(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: messages.markAnnouncementSeen,
    action: 'announcement.read',
    authenticate,
    handle: ({ params, actor, now }) => markAnnouncementSeen(deps, { actor, ...params, now }),
  });
}

export type AnnouncementRoutesDeps = AnnouncementPorts & {
  readonly lineages: Lineages;
  readonly compounds: CompoundStore;
  readonly places: Pick<PlaceStore, 'readCompound'>;
  readonly residents: Pick<ResidentStore, 'listResidents' | 'findResidents'>;
  readonly summaries: Pick<SummaryStore, 'findSummary'>;
  readonly care: HomesCaredForPorts['care'];
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** What is published, changed and taken down, and how many have seen it. */
export function mountAnnouncementRoutes(app: App, deps: AnnouncementRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readAnnouncementDesk,
    action: 'announcement.list',
    authenticate,
    handle: ({ params, actor, now }) => readAnnouncementDesk(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.listPastAnnouncements,
    action: 'announcement.list',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      listPastAnnouncements(deps, { actor, ...params, cursor: body.cursor, now }),
  });
  mountRoute(app, {
    endpoint: messages.publishAnnouncement,
    action: 'announcement.publish',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      publishAnnouncement(deps, { actor, ...params, said: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.editAnnouncement,
    action: 'announcement.publish',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      editAnnouncement(deps, { actor, ...params, said: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.withdrawAnnouncement,
    action: 'announcement.withdraw',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      withdrawAnnouncement(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.readAnnouncementReceipts,
    action: 'announcement.list',
    authenticate,
    handle: ({ params, actor, now }) => readReceipts(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.listUnseenCare,
    action: 'announcement.list',
    authenticate,
    handle: ({ params, actor, now }) => listUnseenCare(deps, { actor, ...params, now }),
  });
}
