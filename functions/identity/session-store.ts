import type { SessionId } from '../../shared/ids.ts';
import type { Session } from './session.ts';

/** What stood in the way of a renewal. */
export type RenewalRefused =
  | { readonly refused: 'missing' }
  | { readonly refused: 'revoked' }
  /** The phone was reported lost. */
  | { readonly refused: 'lost' }
  /** Somebody renewed already: the session as it stands. */
  | { readonly refused: 'other_generation'; readonly session: Session };

export interface SessionStore {
  /** Records a new session under an id never used before. */
  createSession(session: Session): Promise<void>;
  /** The session unless it is missing, ended, revoked or expired. */
  findSession(id: SessionId, nowMs: number): Promise<Session | undefined>;
  /**
   * Moves the session from `generation` to the next, and its expiry to `expiresAt` where one is
   * given. Of many with the same generation one wins; the others are told what stands.
   */
  advanceSession(
    id: SessionId,
    generation: number,
    next: { readonly expiresAt?: number | undefined; readonly nowMs: number },
  ): Promise<Session | RenewalRefused>;
  /**
   * Ends the whole family: every token of it is refused, as reused or as that of a lost phone,
   * until it would have expired. What was once lost stays so.
   */
  revokeSession(id: SessionId, nowMs: number, why?: 'lost'): Promise<void>;
  /** Never an older state than was acknowledged. */
  isRevoked(id: SessionId): Promise<boolean>;
  /**
   * Forgets the session, unless it is revoked; a session that is not there is forgotten already.
   */
  endSession(id: SessionId): Promise<void>;
}
