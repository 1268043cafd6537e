import { writeSessionToken } from '../../functions/identity/session-token.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import type { CompoundId, ResidentId, SessionId } from '../../shared/ids.ts';
import type { Role } from '../../shared/permissions.ts';
import { accountOfPhone, GRANTED_UNTIL, PHONES, STAFF } from './street.ts';

/** The cookies of people who have signed in, without the way there. */
export function sessionCookies(key: Parameters<typeof writeSessionToken>[0], clock: Clock) {
  const cookieOf = async (
    audience: 'resident' | 'guard' | 'manager',
    phone: string,
    principal: Parameters<typeof writeSessionToken>[2],
    now = clock(),
    sessionId: SessionId = 'ses_00000000000000aa',
  ): Promise<string> => {
    const session = {
      sessionId,
      accountId: accountOfPhone(phone),
      audience,
      expiresAt: now + 3_600_000,
    } as const;
    const token = await writeSessionToken(key, session, principal, now);
    return `__Host-xq-${audience}=${token}`;
  };
  return {
    residentCookie: (
      phone: string,
      residentIds: readonly ResidentId[],
      now?: number,
      sessionId?: SessionId,
    ) => cookieOf('resident', phone, { kind: 'residents', residentIds }, now, sessionId),
    /** Of a number that was silent for long. */
    waitingCookie: (phone: string, waitingIds: readonly ResidentId[]) =>
      cookieOf('resident', phone, { kind: 'residents', residentIds: [], waitingIds }),
    staffCookie: (
      role: Role,
      { node = 'cmp_1', now }: { node?: CompoundId; now?: number } = {},
    ) => {
      const staffId = role === 'guard' ? STAFF.guard : STAFF.manager;
      const grants = [{ role, node, until: GRANTED_UNTIL }];
      const member = { staffId, maskedName: '胡**', grants };
      const audience = role === 'guard' ? 'guard' : 'manager';
      return cookieOf(audience, PHONES[audience], { kind: 'staff', member }, now);
    },
  };
}
