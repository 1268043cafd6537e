import * as z from 'zod';
import { type AccountId, accountIdFrom, PlaceId, ResidentId, StaffId } from '../../shared/ids.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';
import { OFFICES, ROLES, type Role } from '../../shared/roles.ts';
import { startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import { hmac } from '../platform/secrets.ts';
import { TOKEN_LIFETIME_MS } from './session.ts';

export const StaffGrant = z.object({
  role: z.enum(ROLES),
  node: PlaceId,
  /** Unix milliseconds, exclusive. */
  until: z.number().int(),
  /** For whom they act in it; the role's own office where nothing is said. */
  office: z.enum(OFFICES).optional(),
});

export type StaffGrant = z.infer<typeof StaffGrant>;

export const StaffMember = z.object({
  staffId: StaffId,
  maskedName: z.string(),
  grants: z.array(StaffGrant),
});
export type StaffMember = z.infer<typeof StaffMember>;

/** A number that speaks for a resident, as it is kept. */
export const ResidentLink = z.object({
  residentId: ResidentId,
  /** Unix milliseconds when the number was recorded; absent where that is not known. */
  recordedAt: z.number().int().optional(),
  /** It was silent for long, and has been used since: who uses it is not known. */
  waiting: z.object({ since: z.number().int() }).optional(),
  /** Given by an adult to another number, which takes it by its next sign-in. */
  offered: z.object({ at: z.number().int() }).optional(),
  /** Of a guardian: the day in Shanghai on which the child turns 18, and it speaks for them no more. */
  until: z.iso.date().optional(),
  /** Who said that it is theirs, and when. */
  confirmed: z.object({ by: z.string(), at: z.number().int() }).optional(),
});
export type ResidentLink = z.infer<typeof ResidentLink>;

/** For whom a phone number speaks. */
export type Holders = {
  readonly residents: readonly ResidentLink[];
  readonly staff: readonly StaffMember[];
  /** When a resident last signed in or renewed a session by this number, to the day. */
  readonly seenAt?: number;
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** A number that was mistyped does not wait for its owner for ever. */
const OFFER_LASTS_MS = 7 * DAY_MS;
/** Carriers give a number that was returned to somebody else after 90 days. */
export const SILENT_AFTER_MS = 90 * DAY_MS;
/** What is known to the day is written once a day. */
const SEEN_EVERY_MS = DAY_MS;

/** Whether the number may have become somebody else's since it last spoke for this resident. */
export function isSilent(
  { recordedAt, confirmed }: ResidentLink,
  { seenAt }: Pick<Holders, 'seenAt'>,
  nowMs: number,
): boolean {
  const known = [recordedAt, confirmed?.at, seenAt].filter((at) => at !== undefined);
  return known.length > 0 && nowMs - Math.max(...known) >= SILENT_AFTER_MS;
}

/** Whether an offer has waited too long. */
export const isLapsed = (offeredAt: number, nowMs: number): boolean =>
  nowMs - offeredAt >= OFFER_LASTS_MS;

/** What a number was offered and has not taken yet, while it stands. */
export function isOffered({ offered }: ResidentLink, nowMs: number): boolean {
  return offered !== undefined && !isLapsed(offered.at, nowMs);
}

/**
 * An offer that nobody took, or a guardian's right in somebody who grows up before a session that
 * is told of it now is asked about again.
 */
export const isOver = (link: ResidentLink, nowMs: number): boolean =>
  (link.offered !== undefined && !isOffered(link, nowMs)) ||
  (link.until !== undefined && nowMs + TOKEN_LIFETIME_MS > startOfShanghaiDay(link.until));

export function isSeenDue({ seenAt }: Pick<Holders, 'seenAt'>, nowMs: number): boolean {
  return seenAt === undefined || nowMs - seenAt >= SEEN_EVERY_MS;
}

/** A session of one audience carries the grants of these roles and no others. */
const AUDIENCE_ROLES: Record<Exclude<Audience, 'resident'>, readonly Role[]> = {
  guard: ['guard', 'guard_captain'],
  manager: ROLES.filter((role) => role !== 'guard'),
};

/** Who somebody is to one audience, once the number is proven. */
export type Principal =
  | {
      readonly kind: 'residents';
      readonly residentIds: readonly ResidentId[];
      /** For whom the number speaks no more until somebody says that it is still theirs. */
      readonly waitingIds?: readonly ResidentId[];
    }
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
    const idsOf = (waits: boolean) =>
      holders.residents
        .filter((link) => !isOver(link, nowMs))
        .filter(({ waiting }) => (waiting !== undefined) === waits)
        .map(({ residentId }) => residentId);
    const [residentIds, waitingIds] = [idsOf(false), idsOf(true)];
    if (waitingIds.length > 0) return { kind: 'residents', residentIds, waitingIds };
    return residentIds.length === 0 ? undefined : { kind: 'residents', residentIds };
  }
  for (const member of holders.staff) {
    const grants = runningGrants(member, audience, nowMs);
    if (grants.length > 0) return { kind: 'staff', member: { ...member, grants } };
  }
  return undefined;
}

/** What a member of staff may do now, in the program of this audience. */
export function runningGrants(
  { grants }: StaffMember,
  audience: Exclude<Audience, 'resident'>,
  nowMs: number,
): StaffMember['grants'] {
  const roles = AUDIENCE_ROLES[audience];
  return grants.filter(({ role, until }) => roles.includes(role) && nowMs < until);
}
