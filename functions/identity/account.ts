import * as z from 'zod';
import { type AccountId, accountIdFrom, type ResidentId, StaffId } from '../../shared/ids.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';
import { ROLES, type Role } from '../../shared/permissions.ts';
import { hmac } from '../platform/secrets.ts';

export const StaffMember = z.object({
  staffId: StaffId,
  maskedName: z.string(),
  grants: z.array(z.object({ role: z.enum(ROLES), node: z.string(), until: z.number().int() })),
});
export type StaffMember = z.infer<typeof StaffMember>;

/** For whom a phone number speaks. */
export type Holders = {
  readonly residentIds: readonly ResidentId[];
  readonly staff: readonly StaffMember[];
};

/** A session of one audience carries the grants of these roles and no others. */
const AUDIENCE_ROLES = {
  guard: ['guard'],
  manager: ['property_manager'],
} as const satisfies Record<Exclude<Audience, 'resident'>, readonly Role[]>;

/** Who somebody is to one audience, once the number is proven. */
export type Principal =
  | { readonly kind: 'residents'; readonly residentIds: readonly ResidentId[] }
  | { readonly kind: 'staff'; readonly member: StaffMember };

/**
 * The pseudonym of a number: a keyed hash, so that the table holds no number.
 * @param phoneKey derived for `phone`
 * @param phone 11 digits
 */
export function accountOf(phoneKey: Uint8Array, phone: string): AccountId {
  return accountIdFrom(hmac(phoneKey, phone));
}

/** Who the holders are to this audience; undefined where the audience does not know them. */
export function principalFor(
  audience: Audience,
  holders: Holders,
  nowMs: number,
): Principal | undefined {
  if (audience === 'resident') {
    const { residentIds } = holders;
    return residentIds.length === 0 ? undefined : { kind: 'residents', residentIds };
  }
  const roles: readonly Role[] = AUDIENCE_ROLES[audience];
  for (const member of holders.staff) {
    const grants = member.grants.filter(({ role, until }) => roles.includes(role) && nowMs < until);
    if (grants.length > 0) return { kind: 'staff', member: { ...member, grants } };
  }
  return undefined;
}
