import type { Audience } from '../../shared/messages/sign-in.ts';
import type { IdentityPorts } from './identity.ts';
import { readRenewalToken } from './session.ts';

/**
 * Signs out. Needs no session: whoever has none is signed out already. A session token that was
 * copied before lives out its ten minutes.
 */
export async function endSession(
  { sessions, keys }: Pick<IdentityPorts, 'sessions' | 'keys'>,
  {
    audience,
    renewalToken,
  }: { readonly audience: Audience; readonly renewalToken?: string | undefined },
): Promise<void> {
  const claim =
    renewalToken === undefined ? undefined : readRenewalToken(keys.refresh, audience, renewalToken);
  if (claim !== undefined) await sessions.endSession(claim.sessionId);
}
