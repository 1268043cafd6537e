import type { MarkRead } from '../../shared/messages/inbox.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { InboxStore } from './inbox-store.ts';
import { personOf } from './person-of-actor.ts';

/** Marks what whoever asks has read; nothing that comes later, whatever their page says. */
export async function markRead(
  { inboxes }: { readonly inboxes: Pick<InboxStore, 'markRead'> },
  {
    actor,
    what,
    now,
  }: {
    readonly actor: ResidentActor | StaffActor;
    readonly what: MarkRead;
    readonly now: number;
  },
): Promise<undefined> {
  const read = 'upTo' in what ? { upTo: Math.min(what.upTo, now) } : what;
  await inboxes.markRead(personOf(actor), read, now);
  return undefined;
}
