import { describe, expect, it } from 'vitest';
import type { EnrolmentCodeStore } from '../../functions/gates/enrolment-code-store.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { FACTS } from '../support/facts.ts';
import { NOON } from '../support/fixed-clock.ts';

const DAY = 86_400_000;

/** What every store of enrolment codes promises. */
export function enrolmentCodeStoreSuite(open: () => EnrolmentCodeStore): void {
  describe('a store of enrolment codes', () => {
    const offer = {
      gateId: 'gat_1_1',
      offeredBy: 'stf_0000000000000001',
      offeredAt: NOON,
      expiresAt: NOON + DAY,
    } as const;
    const newHash = () => Buffer.from(randomBytes(32)).toString('hex');
    const use = (letter: string, at = NOON + 1) => ({
      signingKey: letter.repeat(44),
      agreementKey: 'k'.repeat(44),
      at,
    });

    it('offers the same digits to one gate at a time', async () => {
      const [store, hash] = [open(), newHash()];
      const outcomes = await Promise.all([1, 2, 3].map(() => store.offerCode(hash, offer, FACTS)));
      expect(outcomes.sort()).toEqual(['offered', 'taken', 'taken']);
    });

    it('lets one of many devices use a code, and that one again', async () => {
      const [store, hash] = [open(), newHash()];
      await store.offerCode(hash, offer, FACTS);
      const letters = ['a', 'b', 'c', 'd', 'e'];
      const used = await Promise.all(
        letters.map((letter) => store.useCode(hash, use(letter), FACTS)),
      );
      const winners = used.filter((one) => one !== undefined);
      expect(winners).toHaveLength(1);
      const [won] = winners;
      const again = await store.useCode(hash, use(won?.use.signingKey[0] ?? '', NOON + 5), FACTS);
      expect(again).toEqual({ ...offer, use: won?.use });
      expect(await store.useCode(hash, use('z'), FACTS)).toBeUndefined();
    });

    it('knows no code that is over, whoever used it, and none that was never offered', async () => {
      const [store, hash] = [open(), newHash()];
      await store.offerCode(hash, offer, FACTS);
      expect(await store.useCode(hash, use('a', NOON + DAY), FACTS)).toBeUndefined();
      expect(await store.useCode(hash, use('a', NOON + DAY - 1), FACTS)).toBeDefined();
      expect(await store.useCode(hash, use('a', NOON + DAY), FACTS)).toBeUndefined();
      expect(await store.useCode(newHash(), use('a'), FACTS)).toBeUndefined();
    });
  });
}
