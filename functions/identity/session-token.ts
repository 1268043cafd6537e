import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { AccountId, ResidentId, SessionId, StaffId } from '../../shared/ids.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { Principal } from './account.ts';
import { type Session, TOKEN_LIFETIME_MS } from './session.ts';

/**
 * The session as a page carries it: a JWT (HS256) that is believed for ten minutes without a read.
 * The key and this type are pinned; nothing in the token chooses.
 */
const ALGORITHM = 'HS256';
const TYPE = 'xq-session+jwt';

const Claims = z.object({ sub: AccountId, ses: SessionId });
const ResidentClaims = Claims.extend({
  residents: z.array(ResidentId),
  waiting: z.array(ResidentId).optional(),
});
const StaffClaims = Claims.extend({ staff: StaffId });

const ownClaims = (principal: Principal) =>
  principal.kind === 'residents'
    ? {
        residents: principal.residentIds,
        ...(principal.waitingIds === undefined ? {} : { waiting: principal.waitingIds }),
      }
    : { staff: principal.member.staffId };

/** @param key derived for `session` */
export async function writeSessionToken(
  key: Uint8Array,
  session: Pick<Session, 'sessionId' | 'accountId' | 'audience' | 'expiresAt'>,
  principal: Principal,
  nowMs: number,
): Promise<string> {
  const expires = Math.min(nowMs + TOKEN_LIFETIME_MS, session.expiresAt);
  return new SignJWT({ ses: session.sessionId, ...ownClaims(principal) })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setSubject(session.accountId)
    .setAudience(session.audience)
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor(expires / 1000))
    .sign(key);
}

async function verify(
  key: Uint8Array,
  audience: Audience,
  token: string,
  nowMs: number,
): Promise<JWTPayload | Failure> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      audience,
      currentDate: new Date(nowMs),
      requiredClaims: ['sub', 'exp'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return fail('session_expired');
    if (error instanceof errors.JOSEError) return fail('not_signed_in');
    throw error;
  }
}

export async function readResidentToken(
  key: Uint8Array,
  token: string,
  nowMs: number,
): Promise<ResidentActor | Failure> {
  const payload = await verify(key, 'resident', token, nowMs);
  if (isFailure(payload)) return payload;
  const claims = ResidentClaims.safeParse(payload);
  if (!claims.success) return fail('not_signed_in');
  const { sub: accountId, ses: sessionId, residents: residentIds, waiting = [] } = claims.data;
  return { kind: 'resident', accountId, sessionId, residentIds, waitingIds: waiting };
}

/** Who it is; what they may do is not in the token, since it can end at any moment. */
export async function readStaffToken(
  key: Uint8Array,
  audience: Exclude<Audience, 'resident'>,
  token: string,
  nowMs: number,
): Promise<Omit<StaffActor, 'grants'> | Failure> {
  const payload = await verify(key, audience, token, nowMs);
  if (isFailure(payload)) return payload;
  const claims = StaffClaims.safeParse(payload);
  if (!claims.success) return fail('not_signed_in');
  const { sub: accountId, ses: sessionId, staff: staffId } = claims.data;
  return { kind: 'staff', accountId, staffId, sessionId };
}
