import { newSessionId } from '../../shared/ids.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { isSeenDue, type Principal, principalFor } from './account.ts';
import type { IdentityPorts } from './identity.ts';
import { askAboutSilence, type NumberWatch } from './number-watch.ts';
import { proveNumber } from './prove-number.ts';
import { firstExpiry, writeRenewalToken } from './session.ts';
import { writeSessionToken } from './session-token.ts';
import { takeOffers } from './take-offers.ts';

/** What a page's cookies hold, and until when (unix milliseconds) the browser keeps them. */
export type SignedIn = {
  readonly token: string;
  readonly renewalToken: string;
  readonly expiresAt: number;
  readonly principal: Principal;
};

/**
 * Turns a one-time code into a session. An attempt is counted before the code is looked at; the
 * right code is used up by the write that lets one caller through. A number that was silent for
 * long opens nothing until the household or the manager says whose it is.
 */
export async function signIn(
  { accounts, codes, sessions, random, keys }: Omit<IdentityPorts, 'rates' | 'messages'>,
  {
    audience,
    phone,
    code,
    watch,
    now,
  }: {
    readonly audience: Audience;
    /** 11 digits */
    readonly phone: string;
    readonly code: string;
    /** Of residents' numbers. */
    readonly watch?: NumberWatch;
    readonly now: number;
  },
): Promise<SignedIn | Failure> {
  const accountId = await proveNumber({ codes, keys }, { codeFor: audience, phone, code, now });
  if (isFailure(accountId)) return accountId;

  const sessionId = newSessionId(random(10));
  const found = await accounts.findHolders(accountId);
  const holders =
    watch === undefined
      ? found
      : await askAboutSilence(watch, found, { accountId, sessionId, now });
  const principal = principalFor(audience, holders, now);
  if (principal === undefined) return fail('wrong_code');
  if (audience === 'resident') await takeOffers(accounts, accountId, holders, now);
  if (audience === 'resident' && isSeenDue(holders, now)) await accounts.noteSeen(accountId, now);

  const session = {
    sessionId,
    audience,
    accountId,
    generation: 1,
    renewedAt: now,
    expiresAt: firstExpiry(audience, now),
  };
  await sessions.createSession(session);
  return {
    token: await writeSessionToken(keys.session, session, principal, now),
    renewalToken: writeRenewalToken(keys.refresh, audience, session),
    expiresAt: session.expiresAt,
    principal,
  };
}
