import { createHash } from 'node:crypto';
import type { IdentityPorts, StaffMember } from '../../functions/identity/index.ts';
import { writeSessionToken } from '../../functions/identity/session-token.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import {
  newStaffId,
  type PlaceId,
  type ResidentId,
  type SessionId,
  type StaffId,
} from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import { accountOfPhone, GRANTED_UNTIL, PHONES, STAFF } from './street.ts';

/** The two whom the street knows, and for any other role at any other place somebody of their own. */
function staffAs(role: Role, node: PlaceId) {
  if (node === 'cmp_1' && role === 'guard') return { phone: PHONES.guard, staffId: STAFF.guard };
  if (node === 'cmp_1' && role === 'property_manager') {
    return { phone: PHONES.manager, staffId: STAFF.manager };
  }
  const drawn = createHash('sha256').update(`${role} ${node}`).digest();
  const tail = String(drawn.readUInt32BE() % 1_000_000).padStart(6, '0');
  return { phone: `13977${tail}`, staffId: newStaffId(drawn) };
}

/** The cookies of people who have signed in, without the way there. */
export function sessionCookies({ keys, accounts }: IdentityPorts, clock: Clock) {
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
    const token = await writeSessionToken(keys.session, session, principal, now);
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
    /** Of somebody who is on the books already, whatever they may do. */
    cookieOfStaff: (phone: string, staffId: StaffId) =>
      cookieOf('manager', phone, {
        kind: 'staff',
        member: { staffId, maskedName: '', grants: [] },
      }),
    /** Puts somebody on the books with these roles. */
    recordStaff: (phone: string, member: StaffMember) =>
      accounts.recordStaff(
        accountOfPhone(phone),
        member,
        operatorFacts('test', 'permissions', clock()),
      ),
    /** Ends every role of whoever gets the cookie of this one. */
    endRoles: async (role: Role, node: PlaceId): Promise<void> => {
      const { phone, staffId } = staffAs(role, node);
      const member = { staffId, maskedName: '胡**', grants: [] };
      const facts = operatorFacts('test', 'permissions', clock());
      await accounts.recordStaff(accountOfPhone(phone), member, facts);
    },
    /** Who gets the cookie of this role there. */
    staffIdOf: (role: Role, node: PlaceId): StaffId => staffAs(role, node).staffId,
    /** Of a member of staff with this one role, whom it records where there is none. */
    staffCookie: async (
      role: Role,
      { node = 'cmp_1', now }: { node?: PlaceId; now?: number } = {},
    ): Promise<string> => {
      const audience = role === 'guard' ? 'guard' : 'manager';
      const { phone, staffId } = staffAs(role, node);
      const grants = [{ role, node, until: GRANTED_UNTIL }];
      const member = { staffId, maskedName: '胡**', grants };
      if ((await accounts.findStaff(accountOfPhone(phone), staffId)) === undefined) {
        await accounts.recordStaff(
          accountOfPhone(phone),
          member,
          operatorFacts('test', 'permissions', clock()),
        );
      }
      return cookieOf(audience, phone, { kind: 'staff', member }, now);
    },
  };
}
