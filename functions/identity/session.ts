import { type AccountId, SessionId } from '../../shared/ids.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { constantTimeEqual, hmac } from '../platform/secrets.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long an ended session may still be believed: a token is not looked up, what staff may do is. */
export const TOKEN_LIFETIME_MS = 10 * MINUTE_MS;

/**
 * An answer lost on a bad network looks like a token used twice. A minute is enough for a retry,
 * and too short for a thief whose victim keeps renewing.
 */
export const LOST_ANSWER_MS = MINUTE_MS;

/** A resident signs in once a season; staff once a shift (14 h is the longest), whatever they do. */
export const SESSION_LIFETIMES = {
  resident: { ms: KEPT_MS.session, slides: true },
  guard: { ms: 14 * HOUR_MS, slides: false },
  manager: { ms: 14 * HOUR_MS, slides: false },
} as const satisfies Record<Audience, { ms: number; slides: boolean }>;

export type Session = {
  readonly sessionId: SessionId;
  readonly audience: Audience;
  readonly accountId: AccountId;
  /** Counts renewals from 1. Only the newest renewal token is good, and the one before for a minute. */
  readonly generation: number;
  /** Unix milliseconds of the last renewal. */
  readonly renewedAt: number;
  /** Unix milliseconds, exclusive. */
  readonly expiresAt: number;
};

/** When a session that begins now ends, if nobody renews it. */
export function firstExpiry(audience: Audience, nowMs: number): number {
  return nowMs + SESSION_LIFETIMES[audience].ms;
}

/** The new expiry that a renewal brings; undefined where the session keeps the one it began with. */
export function renewedExpiry(audience: Audience, nowMs: number): number | undefined {
  const { ms, slides } = SESSION_LIFETIMES[audience];
  return slides ? nowMs + ms : undefined;
}

/** What a renewal token claims, once its mark is found to be ours. */
export type RenewalClaim = { readonly sessionId: SessionId; readonly generation: number };

/** The audience is part of the mark: a guard's token is none on the resident page. */
const mark = (
  key: Uint8Array,
  audience: Audience,
  { sessionId, generation }: RenewalClaim,
): Uint8Array => hmac(key, audience, sessionId, String(generation));

/**
 * `<session>.<generation>.<mark>`; the table needs to hold no secret.
 * @param key derived for `refresh`
 */
export function writeRenewalToken(
  key: Uint8Array,
  audience: Audience,
  claim: RenewalClaim,
): string {
  const sealed = Buffer.from(mark(key, audience, claim)).toString('base64url');
  return `${claim.sessionId}.${claim.generation}.${sealed}`;
}

/** @returns undefined for anything that this key did not write for this audience */
export function readRenewalToken(
  key: Uint8Array,
  audience: Audience,
  token: string,
): RenewalClaim | undefined {
  const [, session, digits, sealed] =
    /^(ses_[0-9a-z]+)\.([1-9][0-9]{0,8})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
  const sessionId = SessionId.safeParse(session);
  if (!sessionId.success || digits === undefined || sealed === undefined) return undefined;
  const claim = { sessionId: sessionId.data, generation: Number(digits) };
  const ours = constantTimeEqual(Buffer.from(sealed, 'base64url'), mark(key, audience, claim));
  return ours ? claim : undefined;
}
