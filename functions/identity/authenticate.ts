import type { Audience } from '../../shared/messages/sign-in.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { IdentityKeys } from './identity.ts';
import { renewalTokenIn, sessionTokenIn } from './session-cookies.ts';
import { readResidentToken, readStaffToken } from './session-token.ts';

type Keys = Pick<IdentityKeys, 'session'>;

/** A browser lets the token go when its time is over, and keeps what renews it. */
function withoutToken(request: IncomingRequest, audience: Audience): Failure {
  const isRenewable = renewalTokenIn(request, audience) !== undefined;
  return fail(isRenewable ? 'session_expired' : 'not_signed_in');
}

/** The resident whose session came along. `session_expired` asks the page to renew it. */
export function authenticateResident(
  keys: Keys,
): (request: IncomingRequest) => Promise<ResidentActor | Failure> {
  return async (request) => {
    const token = sessionTokenIn(request, 'resident');
    return token === undefined
      ? withoutToken(request, 'resident')
      : readResidentToken(keys.session, token, request.now);
  };
}

/** The guard or manager whose session came along. */
export function authenticateStaff(
  keys: Keys,
  audience: Exclude<Audience, 'resident'>,
): (request: IncomingRequest) => Promise<StaffActor | Failure> {
  return async (request) => {
    const token = sessionTokenIn(request, audience);
    return token === undefined
      ? withoutToken(request, audience)
      : readStaffToken(keys.session, audience, token, request.now);
  };
}
