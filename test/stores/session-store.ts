import { beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../functions/identity/session.ts';
import type { SessionStore } from '../../functions/identity/session-store.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { newSessionId } from '../../shared/ids.ts';
import { NOON } from '../support/fixed-clock.ts';

const HOUR = 3_600_000;

/** What every store of sessions promises. */
export function sessionStoreSuite(open: () => SessionStore): void {
  describe('a store of sessions', () => {
    let store: SessionStore;
    let session: Session;
    beforeEach(async () => {
      store = open();
      session = {
        sessionId: newSessionId(randomBytes(10)),
        audience: 'resident',
        accountId: 'acc_0000000000000001',
        generation: 1,
        renewedAt: NOON,
        expiresAt: NOON + HOUR,
      };
      await store.createSession(session);
    });
    const advance = (generation: number, nowMs: number, expiresAt?: number) =>
      store.advanceSession(session.sessionId, generation, { nowMs, expiresAt });

    it('finds a session until it expires', async () => {
      const { sessionId, expiresAt } = session;
      expect(await store.findSession(sessionId, expiresAt - 1)).toEqual(session);
      expect(await store.findSession(sessionId, expiresAt)).toBeUndefined();
      expect(await store.findSession(newSessionId(randomBytes(10)), NOON)).toBeUndefined();
    });

    it('takes an id once', async () => {
      await expect(store.createSession({ ...session, generation: 9 })).rejects.toThrow();
      expect(await store.findSession(session.sessionId, NOON)).toEqual(session);
    });

    it('moves to the next generation, with a new expiry only where one is given', async () => {
      const second = { ...session, generation: 2, renewedAt: NOON + 1 };
      expect(await advance(1, NOON + 1)).toEqual(second);
      const third = { ...second, generation: 3, renewedAt: NOON + 2, expiresAt: NOON + 2 * HOUR };
      expect(await advance(2, NOON + 2, NOON + 2 * HOUR)).toEqual(third);
    });

    it('lets one of many with the same generation win and tells the others what stands', async () => {
      const tries = await Promise.all(
        Array.from({ length: 8 }, (_, n) => advance(1, NOON + n, NOON + HOUR)),
      );
      const won = tries.filter((answer) => !('refused' in answer));
      expect(won).toHaveLength(1);
      const [winner] = won;
      for (const lost of tries.filter((answer) => 'refused' in answer)) {
        expect(lost).toEqual({ refused: 'other_generation', session: winner });
      }
    });

    it('refuses what expired, ended or was never there as missing', async () => {
      const missing = { refused: 'missing' };
      expect(await advance(1, session.expiresAt)).toEqual(missing);
      await store.endSession(session.sessionId);
      expect(await advance(1, NOON)).toEqual(missing);
      expect(await store.findSession(session.sessionId, NOON)).toBeUndefined();
      await store.endSession(session.sessionId);
    });

    it('refuses every generation of a revoked session, and says so', async () => {
      await store.revokeSession(session.sessionId, NOON);
      expect(await advance(1, NOON)).toEqual({ refused: 'revoked' });
      expect(await advance(7, NOON)).toEqual({ refused: 'revoked' });
      expect(await store.findSession(session.sessionId, NOON)).toBeUndefined();
    });

    it('tells a lost phone from a token used twice, whichever came last', async () => {
      expect(await store.isRevoked(session.sessionId)).toBe(false);
      await store.revokeSession(session.sessionId, NOON, 'lost');
      await store.revokeSession(session.sessionId, NOON + 1);
      expect(await store.isRevoked(session.sessionId)).toBe(true);
      expect(await advance(1, NOON + 2)).toEqual({ refused: 'lost' });
    });

    it('keeps what is revoked when somebody signs out of it', async () => {
      await store.revokeSession(session.sessionId, NOON, 'lost');
      await store.endSession(session.sessionId);
      expect(await store.isRevoked(session.sessionId)).toBe(true);
    });

    it('makes no session by revoking one that is not there', async () => {
      await store.endSession(session.sessionId);
      await store.revokeSession(session.sessionId, NOON);
      expect(await advance(1, NOON)).toEqual({ refused: 'missing' });
    });
  });
}
