import type { AnnouncementId } from '../../shared/ids.ts';
import type { Action } from '../../shared/permissions.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type AnnouncementRecord, boardIn } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';

/** One that somebody may change; whoever may not is not told whether there is one. */
export async function findManaged(
  announcements: Pick<AnnouncementStore, 'findAnnouncement'>,
  {
    actor,
    action,
    announcementId,
    now,
  }: {
    readonly actor: StaffActor;
    readonly action: Action;
    readonly announcementId: AnnouncementId;
    readonly now: number;
  },
): Promise<AnnouncementRecord | Failure> {
  const record = await announcements.findAnnouncement(announcementId);
  const within = record?.within ?? [boardIn(announcementId)];
  if (!mayAct(actor, action, within, now)) return fail('not_permitted');
  return record ?? fail('not_found');
}
