import type { SessionId } from '../../shared/ids.ts';
import { isFailure } from '../platform/failure.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { IdentityPorts } from './identity.ts';
import { readRenewalToken } from './session.ts';
import { renewalTokenIn, sessionTokenIn } from './session-cookies.ts';
import { readResidentToken } from './session-token.ts';

/**
 * The resident's session that a browser names on its way to a page, also where its token is over
 * and has yet to be renewed. It says whose an answer is, and permits nothing.
 */
export async function residentSessionNamed(
  { session, refresh }: Pick<IdentityPorts['keys'], 'session' | 'refresh'>,
  request: IncomingRequest,
): Promise<SessionId | undefined> {
  const token = sessionTokenIn(request, 'resident');
  const actor = token && (await readResidentToken(session, token, request.now));
  if (actor && !isFailure(actor)) return actor.sessionId;
  const renewal = renewalTokenIn(request, 'resident');
  return renewal === undefined
    ? undefined
    : readRenewalToken(refresh, 'resident', renewal)?.sessionId;
}
