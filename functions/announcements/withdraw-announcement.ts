import type { AnnouncementId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { stateOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';

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
  const before = await announcements.findAnnouncement(announcementId);
  if (before === undefined || !mayAct(actor, 'announcement.withdraw', before.within, now)) {
    return fail('not_permitted');
  }
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
