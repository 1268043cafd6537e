import type { ResidentId } from '../../shared/ids.ts';
import type { OwnInvitation } from '../../shared/messages/invitations.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import type { InvitationStore } from './invitation-store.ts';
import { shownInvitation } from './shown-invitation.ts';

export type ListOwnInvitationsPorts = SpeaksForPorts & {
  readonly invitations: Pick<InvitationStore, 'listInvitationsOf'>;
  readonly linkKey: Uint8Array;
};

/** Whom this number has invited in a resident's name; what another number did is its own affair. */
export async function listOwnInvitations(
  ports: ListOwnInvitationsPorts,
  {
    actor,
    residentId,
    now,
  }: { readonly actor: ResidentActor; readonly residentId: ResidentId; readonly now: number },
): Promise<{ invitations: OwnInvitation[] } | Failure> {
  const host = await speaksFor(ports, { actor, residentId });
  if (isFailure(host)) return host;
  const all = await ports.invitations.listInvitationsOf(residentId, now);
  const own = all.filter(({ account }) => account === actor.accountId);
  return { invitations: own.map((one) => shownInvitation(one, ports.linkKey, now)) };
}
