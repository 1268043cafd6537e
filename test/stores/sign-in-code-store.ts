import { beforeEach, describe, expect, it } from 'vitest';
import type { SignInCodeStore } from '../../functions/identity/sign-in-code-store.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { type AccountId, accountIdFrom } from '../../shared/ids.ts';
import { NOON } from '../support/fixed-clock.ts';

const CODE = { codeHash: 'hash of the code', expiresAt: NOON + 1000 };

/** What every store of one-time codes promises. */
export function signInCodeStoreSuite(open: () => SignInCodeStore): void {
  describe('a store of one-time codes', () => {
    let store: SignInCodeStore;
    let account: AccountId;
    beforeEach(() => {
      store = open();
      account = accountIdFrom(randomBytes(10));
    });
    const attempt = (nowMs = NOON) => store.beginAttempt(account, 'resident', 5, nowMs);

    it('tells a code to five attempts and to no more, however many come at once', async () => {
      await store.replaceCode(account, 'resident', CODE);
      const answers = await Promise.all(Array.from({ length: 12 }, () => attempt()));
      expect(answers.filter((answer) => answer !== 'spent')).toEqual(Array(5).fill(CODE));
      expect(await attempt()).toBe('spent');
    });

    it('has none where none was put, for another audience, and after its time', async () => {
      expect(await attempt()).toBe('none');
      await store.replaceCode(account, 'resident', CODE);
      expect(await store.beginAttempt(account, 'guard', 5, NOON)).toBe('none');
      expect(await attempt(CODE.expiresAt)).toBe('none');
      expect(await attempt(CODE.expiresAt - 1)).toEqual(CODE);
    });

    it('begins counting again with a new code', async () => {
      await store.replaceCode(account, 'resident', CODE);
      for (let n = 1; n <= 5; n++) await attempt();
      const next = { ...CODE, codeHash: 'hash of the next code' };
      await store.replaceCode(account, 'resident', next);
      expect(await attempt()).toEqual(next);
    });

    it('is consumed by one of many', async () => {
      await store.replaceCode(account, 'resident', CODE);
      const consume = () => store.consumeCode(account, 'resident', CODE.codeHash);
      const answers = await Promise.all([consume(), consume(), consume(), consume()]);
      expect(answers.filter((answer) => answer === 'consumed')).toHaveLength(1);
      expect(await consume()).toBe('gone');
      expect(await attempt()).toBe('none');
    });

    it('keeps a newer code when an older one is consumed', async () => {
      await store.replaceCode(account, 'resident', { ...CODE, codeHash: 'newer' });
      expect(await store.consumeCode(account, 'resident', CODE.codeHash)).toBe('gone');
      expect(await attempt()).toEqual({ ...CODE, codeHash: 'newer' });
    });
  });
}
