import { compoundOf, type InvitationId } from '../../shared/ids.ts';
import type { OwnInvitation } from '../../shared/messages/invitations.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { isActiveAt, type StoredInvitation } from './invitation.ts';
import type { InvitationStore } from './invitation-store.ts';
import { shownInvitation } from './shown-invitation.ts';
import type { VisitStore } from './visit-store.ts';

export type AnswerSecondPhonePorts = {
  readonly invitations: Pick<
    InvitationStore,
    'findInvitation' | 'changeInvitation' | 'letSecondPhone'
  >;
  readonly visits: Pick<VisitStore, 'findVisit'>;
  readonly linkKey: Uint8Array;
};

const MOST_TRIES = 5;

/**
 * The host answers a second phone that opened a link for one person. Let, it takes the first one's
 * place with what was used already; the first one's code is dead by the same write.
 */
export async function answerSecondPhone(
  { invitations, visits, linkKey }: AnswerSecondPhonePorts,
  {
    actor,
    invitationId,
    allow,
    now,
  }: {
    readonly actor: ResidentActor;
    readonly invitationId: InvitationId;
    readonly allow: boolean;
    readonly now: number;
  },
): Promise<OwnInvitation | Failure> {
  const compound = compoundOf(invitationId);
  const audit = factsOf(actor, {
    action: 'invitation.answer',
    place: compound,
    purpose: 'own_record',
    now,
  });
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const found = await invitations.findInvitation(invitationId, now);
    if (found === undefined) return fail('not_found');
    if (found.account !== actor.accountId) return fail('not_permitted');
    const { asking, ...rest } = found;
    // Answered already, from the other phone at home.
    if (asking === undefined) return shownInvitation(found, linkKey, now);
    if (!isActiveAt(found, now)) return fail('invitation_over');
    const [serial] = found.serials;
    const first = serial === undefined ? undefined : await visits.findVisit(compound, serial);
    const { thumbprint } = asking;
    const changed = { ...rest, version: found.version + 1, audit };
    const entered = first?.stays[invitationId]?.entered ?? 0;
    const after: StoredInvitation = allow
      ? { ...changed, allowed: { thumbprint, entered } }
      : { ...changed, refused: thumbprint };
    const outcome =
      allow && first !== undefined
        ? await invitations.letSecondPhone(found, after, first)
        : await invitations.changeInvitation(found, after);
    if (outcome === 'changed') return shownInvitation(after, linkKey, now);
  }
  return fail('state_conflict');
}
