import type { AnnouncementId } from '../../shared/ids.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { concerns, receiptsKeptUntil, stateOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { type OwnHomesPorts, ownHomes } from './own-homes.ts';
import type { ReceiptStore } from './receipt-store.ts';

export type MarkSeenPorts = OwnHomesPorts & {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement'>;
  readonly receipts: Pick<ReceiptStore, 'recordSeen'>;
};

/**
 * Somebody has opened an announcement: it counts for the house that they live in. For whose pass
 * they hold besides, it counts nothing: that it was read elsewhere does not say that it is known there.
 */
export async function markAnnouncementSeen(
  ports: MarkSeenPorts,
  {
    actor,
    announcementId,
    now,
  }: {
    readonly actor: ResidentActor;
    readonly announcementId: AnnouncementId;
    readonly now: number;
  },
): Promise<undefined | Failure> {
  const [record, homes] = await Promise.all([
    ports.announcements.findAnnouncement(announcementId),
    ownHomes(ports, actor),
  ]);
  const isShowing = record !== undefined && stateOf(record, now) === 'showing';
  const concerned = isShowing ? homes.filter(({ within }) => concerns(record, within)) : [];
  if (record === undefined || concerned.length === 0) return fail('not_found');
  const keptUntil = receiptsKeptUntil(record);
  for (const home of concerned.filter(({ isReadAtHome }) => isReadAtHome)) {
    await ports.receipts.recordSeen(announcementId, home, { now, keptUntil });
  }
  return undefined;
}
