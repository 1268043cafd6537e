import { InvitationId } from '../../shared/ids.ts';
import type { InvitationLink } from '../../shared/messages/invitations.ts';
import { constantTimeEqual, hmac } from '../platform/secrets.ts';

/** 128 bits: nobody comes upon one, and it is short enough to be pasted. */
const PROOF_BYTES = 16;

const proofOf = (key: Uint8Array, invitation: InvitationId): string =>
  Buffer.from(hmac(key, invitation).subarray(0, PROOF_BYTES)).toString('base64url');

/**
 * The link of an invitation: which one, and the proof that we gave it. Nothing of it is stored.
 * @param key derived for `invitation-link`
 */
export function invitationLinkFor(key: Uint8Array, invitation: InvitationId): InvitationLink {
  const [, compound = '', token = ''] = invitation.split('_');
  return `${compound}.${token}.${proofOf(key, invitation)}`;
}

/** Whose link it is; undefined for one that we never gave. Nothing is looked up for it. */
export function openInvitationLink(
  key: Uint8Array,
  link: InvitationLink,
): InvitationId | undefined {
  const [compound = '', token = '', proof = ''] = link.split('.');
  const invitation = InvitationId.safeParse(`inv_${compound}_${token}`).data;
  if (invitation === undefined) return undefined;
  const own = Buffer.from(proofOf(key, invitation));
  return constantTimeEqual(own, Buffer.from(proof)) ? invitation : undefined;
}
