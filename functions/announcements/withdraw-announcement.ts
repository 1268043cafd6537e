import type { AnnouncementId } from '../../shared/ids.ts';
import type { StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { stateOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { findManaged } from './find-managed.ts';

export type WithdrawPorts = {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement' | 'replace'>;
};

/** Takes one down, before it shows or while it does. Taken down already, it stays so. */
export async function withdrawAnnouncement(
  { announcements }: WithdrawPorts,
  {
    actor,
    announcementId,
    version,
    now,
  }: {
    readonly actor: StaffActor;
    readonly announcementId: AnnouncementId;
    readonly version: number;
    readonly now: number;
  },
): Promise<undefined | Failure> {
  const asked = { actor, action: 'announcement.withdraw', announcementId, now } as const;
  const before = await findManaged(announcements, asked);
  if (isFailure(before)) return before;
  const state = stateOf(before, now);
  if (state === 'withdrawn') return undefined;
  if (state === 'over' || before.version !== version) return fail('state_conflict');
  const after = { ...before, withdrawnAt: now, version: version + 1 };
  const audit = factsOf(actor, {
    action: 'announcement.withdraw',
    place: before.within,
    purpose: 'announcement',
    now,
  });
  const outcome = await announcements.replace({ before, after }, audit);
  return outcome === 'changed' ? undefined : fail('state_conflict');
}
