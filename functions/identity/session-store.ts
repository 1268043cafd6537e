import type { SessionId } from '../../shared/ids.ts';
import type { Session } from './session.ts';

/** What stood in the way of a renewal. */
export type RenewalRefused =
  | { readonly refused: 'missing' }
  | { readonly refused: 'revoked' }
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
  /** Ends the whole family: every token of it is refused, as reused, until it would have expired. */
  revokeSession(id: SessionId, nowMs: number): Promise<void>;
  /** Forgets the session; a session that is not there is forgotten already. */
  endSession(id: SessionId): Promise<void>;
}
