import type { Audience } from '../../shared/messages/sign-in.ts';
import type { Reply } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { TOKEN_LIFETIME_MS } from './session.ts';
import type { SignedIn } from './sign-in.ts';

/** `__Host-`: set by this host alone, for this host alone, over a secure connection alone. */
const sessionCookie = (audience: Audience): string => `__Host-xq-${audience}`;
const renewalCookie = (audience: Audience): string => `__Host-xq-${audience}-renewal`;

const OUT_OF_REACH = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const;

const secondsUntil = (unixMs: number, nowMs: number): number =>
  Math.max(0, Math.floor((unixMs - nowMs) / 1000));

export function sessionTokenIn(request: IncomingRequest, audience: Audience): string | undefined {
  return request.cookie(sessionCookie(audience));
}

export function renewalTokenIn(request: IncomingRequest, audience: Audience): string | undefined {
  return request.cookie(renewalCookie(audience));
}

export function setSessionCookies(
  reply: Reply,
  audience: Audience,
  { token, renewalToken, expiresAt }: SignedIn,
  nowMs: number,
): void {
  const kept = secondsUntil(expiresAt, nowMs);
  const tokenKept = Math.min(kept, TOKEN_LIFETIME_MS / 1000);
  reply.cookie(sessionCookie(audience), token, { ...OUT_OF_REACH, maxAge: tokenKept });
  reply.cookie(renewalCookie(audience), renewalToken, { ...OUT_OF_REACH, maxAge: kept });
}

export function clearSessionCookies(reply: Reply, audience: Audience): void {
  for (const name of [sessionCookie(audience), renewalCookie(audience)]) {
    reply.cookie(name, '', { ...OUT_OF_REACH, maxAge: 0 });
  }
}
