import type { Audience } from '../../shared/messages/sign-in.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { isSeenDue, principalFor } from './account.ts';
import type { IdentityPorts } from './identity.ts';
import {
  LOST_ANSWER_MS,
  readRenewalToken,
  renewedExpiry,
  type Session,
  writeRenewalToken,
} from './session.ts';
import type { RenewalRefused } from './session-store.ts';
import { writeSessionToken } from './session-token.ts';
import type { SignedIn } from './sign-in.ts';
import { takeOffers } from './take-offers.ts';

type Ports = Pick<IdentityPorts, 'accounts' | 'sessions' | 'keys'>;

/**
 * Whoever presents the token of the generation before, within a minute, lost an answer and gets
 * the current one again. Anything else is a copy.
 */
function isLostAnswer(session: Session, presented: number, nowMs: number): boolean {
  return session.generation === presented + 1 && nowMs - session.renewedAt <= LOST_ANSWER_MS;
}

/**
 * A fresh session token and the next renewal token, for whom the account speaks *now*: whoever
 * moved out or whose role ended finds it here, and so does a phone that was reported lost. A token
 * used twice ends the session everywhere.
 */
export async function renewSession(
  { accounts, sessions, keys }: Ports,
  {
    audience,
    renewalToken,
    now,
  }: {
    readonly audience: Audience;
    readonly renewalToken: string | undefined;
    readonly now: number;
  },
): Promise<SignedIn | Failure> {
  if (renewalToken === undefined) return fail('not_signed_in');
  const claim = readRenewalToken(keys.refresh, audience, renewalToken);
  if (claim === undefined) return fail('session_expired');

  const { sessionId, generation } = claim;
  const expiresAt = renewedExpiry(audience, now);
  const advanced: Session | RenewalRefused = await sessions.advanceSession(sessionId, generation, {
    expiresAt,
    nowMs: now,
  });
  let session: Session;
  if (!('refused' in advanced)) {
    session = advanced;
  } else if (advanced.refused === 'missing') {
    return fail('session_expired');
  } else if (advanced.refused === 'revoked') {
    return fail('session_reused');
  } else if (advanced.refused === 'lost') {
    return fail('device_lost');
  } else if (isLostAnswer(advanced.session, generation, now)) {
    session = advanced.session;
  } else {
    await sessions.revokeSession(sessionId, now);
    return fail('session_reused');
  }

  const holders = await accounts.findHolders(session.accountId);
  const principal = principalFor(audience, holders, now);
  if (principal === undefined) {
    await sessions.endSession(sessionId);
    return fail('session_expired');
  }
  if (audience === 'resident') await takeOffers(accounts, session.accountId, holders, now);
  if (audience === 'resident' && isSeenDue(holders, now)) {
    await accounts.noteSeen(session.accountId, now);
  }
  return {
    token: await writeSessionToken(keys.session, session, principal, now),
    renewalToken: writeRenewalToken(keys.refresh, audience, session),
    expiresAt: session.expiresAt,
    principal,
  };
}
