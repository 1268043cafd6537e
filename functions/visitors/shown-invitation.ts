import type { OwnInvitation } from '../../shared/messages/invitations.ts';
import { isActiveAt, type StoredInvitation } from './invitation.ts';
import { invitationLinkFor } from './invitation-link.ts';

/** An invitation as whoever made it sees it. */
export function shownInvitation(
  invitation: StoredInvitation,
  linkKey: Uint8Array,
  now: number,
): OwnInvitation {
  const { invitationId, name, type, times, plate, most, opened, asking, state } = invitation;
  const isOver = state === 'active' && !isActiveAt(invitation, now);
  return {
    invitationId,
    name,
    type,
    times,
    ...(plate === undefined ? {} : { plate }),
    most,
    opened,
    state: isOver ? 'over' : state,
    ...(asking === undefined ? {} : { asked: asking.at }),
    link: invitationLinkFor(linkKey, invitationId),
  };
}
