import type { AnnouncementId } from '../../shared/ids.ts';
import type { EditAnnouncement } from '../../shared/messages/announcements.ts';
import type { StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type AnnouncementRecord, stateOf, timesOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { findManaged } from './find-managed.ts';

export type EditPorts = {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement' | 'replace'>;
};

/** Writes another version of one that nobody has seen yet. */
export async function editAnnouncement(
  { announcements }: EditPorts,
  {
    actor,
    announcementId,
    said,
    now,
  }: {
    readonly actor: StaffActor;
    readonly announcementId: AnnouncementId;
    readonly said: EditAnnouncement;
    readonly now: number;
  },
): Promise<{ version: number } | Failure> {
  const asked = { actor, action: 'announcement.publish', announcementId, now } as const;
  const before = await findManaged(announcements, asked);
  if (isFailure(before)) return before;
  const isUnseen = stateOf(before, now) === 'scheduled';
  if (!isUnseen || before.version !== said.version) return fail('state_conflict');
  const times = timesOf(said, now);
  if (isFailure(times)) return times;
  const { en: _, ...kept } = before;
  const { zh, en, urgent } = said;
  const version = before.version + 1;
  const after: AnnouncementRecord = {
    ...kept,
    zh,
    ...(en === undefined ? {} : { en }),
    urgent,
    ...times,
    version,
  };
  const audit = factsOf(actor, {
    action: 'announcement.publish',
    place: before.within,
    purpose: 'announcement',
    now,
  });
  const outcome = await announcements.replace({ before, after }, audit);
  return outcome === 'changed' ? { version } : fail('state_conflict');
}
