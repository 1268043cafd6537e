import { compoundOf, type InvitationId } from '../../shared/ids.ts';
import type { OwnInvitation } from '../../shared/messages/invitations.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { StoredInvitation } from './invitation.ts';
import type { InvitationStore } from './invitation-store.ts';
import { shownInvitation } from './shown-invitation.ts';

export type CancelInvitationPorts = {
  readonly invitations: Pick<InvitationStore, 'findInvitation' | 'cancelInvitation'>;
  readonly linkKey: Uint8Array;
};

/** As many as can open a group's link while it is being cancelled. */
const MOST_TRIES = 20;

/** Takes an invitation back: from this moment on nobody comes in by it, wherever they stand. */
export async function cancelInvitation(
  { invitations, linkKey }: CancelInvitationPorts,
  {
    actor,
    invitationId,
    now,
  }: { readonly actor: ResidentActor; readonly invitationId: InvitationId; readonly now: number },
): Promise<OwnInvitation | Failure> {
  const found = await invitations.findInvitation(invitationId, now);
  if (found === undefined) return fail('not_found');
  if (found.account !== actor.accountId) return fail('not_permitted');
  const audit = factsOf(actor, {
    action: 'invitation.cancel',
    place: compoundOf(invitationId),
    purpose: 'own_record',
    now,
  });
  const after = await decideAgain(found, MOST_TRIES, {
    decide: (before): StoredInvitation => {
      if (before.state === 'cancelled') return before;
      const { asking: _, allowed: __, ...rest } = before;
      return { ...rest, state: 'cancelled', version: before.version + 1, audit };
    },
    write: (before, cancelled) => invitations.cancelInvitation(before, cancelled),
  });
  return isFailure(after) ? after : shownInvitation(after, linkKey, now);
}
