import * as z from 'zod';
import { CommunityId, StreetId } from '../../shared/ids.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';
import type { Grant, ResidentActor, StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { runningGrants, type StaffMember } from './account.ts';
import type { IdentityPorts } from './identity.ts';
import { renewalTokenIn, sessionTokenIn } from './session-cookies.ts';
import { readResidentToken, readStaffToken } from './session-token.ts';

const WidePlace = z.union([StreetId, CommunityId]);

type Keys = Pick<IdentityPorts['keys'], 'session'>;
/** What it takes to know a member of staff by their session. */
export type StaffPorts = {
  readonly keys: Keys;
  readonly accounts: Pick<IdentityPorts['accounts'], 'findStaff'>;
  readonly places: IdentityPorts['places'];
};

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

/** A role at a street or a community is one at each compound of it. */
async function spread(
  { places }: Pick<StaffPorts, 'places'>,
  grants: StaffMember['grants'],
  nowMs: number,
): Promise<readonly Grant[]> {
  const spreading = grants.map(async (grant): Promise<readonly Grant[]> => {
    const wide = WidePlace.safeParse(grant.node);
    if (!wide.success) return [grant];
    const compounds = await places.compoundsWithin(wide.data, nowMs);
    return [grant, ...compounds.map((node) => ({ ...grant, node }))];
  });
  return (await Promise.all(spreading)).flat();
}

/**
 * The guard or manager whose session came along, with what they may do at this moment: a role that
 * has just been ended counts no more.
 */
export function authenticateStaff(
  ports: StaffPorts,
  audience: Exclude<Audience, 'resident'>,
): (request: IncomingRequest) => Promise<StaffActor | Failure> {
  return async (request) => {
    const { now } = request;
    const token = sessionTokenIn(request, audience);
    if (token === undefined) return withoutToken(request, audience);
    const who = await readStaffToken(ports.keys.session, audience, token, now);
    if (isFailure(who)) return who;
    const member = await ports.accounts.findStaff(who.accountId, who.staffId);
    const grants = member === undefined ? [] : runningGrants(member, audience, now);
    if (grants.length === 0) return fail('not_signed_in');
    return { ...who, grants: await spread(ports, grants, now) };
  };
}
