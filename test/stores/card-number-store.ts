import { beforeEach, describe, expect, it } from 'vitest';
import type { CardNumberStore } from '../../functions/passes/card-number-store.ts';
import { CARD_LIFE_MS, datesFrom, INDEX_KEPT_MS, type Pass } from '../../functions/passes/pass.ts';
import type { PassesOfResident, PassStore } from '../../functions/passes/pass-store.ts';
import type { StatusListStore } from '../../functions/passes/status-list-store.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { cardNumberFrom } from '../../shared/code/card-number.ts';
import { compoundIdOf, newResidentId, passIdOf, passIndexOf } from '../../shared/ids.ts';
import { withFacts } from '../support/facts.ts';
import { NOON } from '../support/fixed-clock.ts';

const NONE: PassesOfResident = { version: 0, passes: [] };
let compounds = 400;

/** What every store of passes promises of cards and their numbers. */
export function cardNumberStoreSuite(
  open: () => {
    readonly passes: PassStore;
    readonly lists: StatusListStore;
    readonly cards: CardNumberStore;
  },
): void {
  describe('a store of cards and their numbers', () => {
    let stores: Omit<ReturnType<typeof open>, 'passes'> & {
      passes: ReturnType<typeof withFacts>;
    };
    let compound: number;

    beforeEach(async () => {
      const opened = open();
      stores = { ...opened, passes: withFacts(opened.passes) };
      compound = ++compounds;
      await stores.lists.recordPlaces(compoundIdOf(compound), 0, 64);
    });

    const cardAt = (index: number, drawn: number, changed: Partial<Pass> = {}): Pass => ({
      passId: passIdOf(compound, index),
      residentId: newResidentId(compound, randomBytes(10)),
      class: 'resident',
      keyThumbprint: `card ${cardNumberFrom(drawn)}`,
      cardNumber: cardNumberFrom(drawn),
      gates: 0xffff,
      ...datesFrom(NOON, CARD_LIFE_MS),
      signed: Uint8Array.from({ length: 80 }, (_, n) => n + index),
      state: 'active',
      maskedName: '王**',
      building: '3幢',
      issue: { by: 'stf_0000000000000001', at: NOON },
      ...changed,
    });
    const partOf = (card: Pass) => card.signed.slice(0, 16);
    const find = (drawn: number, nowMs = NOON) =>
      stores.cards.findCard(compoundIdOf(compound), cardNumberFrom(drawn), nowMs);

    it('finds a card by its number, in its own compound alone', async () => {
      const card = cardAt(5, 1234567);
      expect(await stores.passes.recordIssued(card, NONE)).toBe('recorded');
      expect(await find(1234567)).toEqual(partOf(card));
      expect(await find(1234568)).toBeUndefined();
      const elsewhere = compoundIdOf(compound + 1000);
      expect(await stores.cards.findCard(elsewhere, cardNumberFrom(1234567), NOON)).toBeUndefined();
      const all = await stores.cards.listCards(compoundIdOf(compound), NOON);
      expect([...all]).toEqual([[cardNumberFrom(1234567), partOf(card)]]);
    });

    it('gives a number to one of many, and whoever does not get it has no pass either', async () => {
      const asked = Array.from({ length: 8 }, (_, index) => cardAt(index, 7));
      const outcomes = await Promise.all(
        asked.map((card) => stores.passes.recordIssued(card, NONE)),
      );
      expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'index_taken')).toHaveLength(7);
      const ids = asked.map(({ passId }) => passId);
      expect(await stores.passes.findPasses(ids, NOON)).toHaveLength(1);
    });

    it('takes a number as nobody’s when the index of its card is free', async () => {
      const card = cardAt(5, 99);
      await stores.passes.recordIssued(card, NONE);
      const over = card.expires * 1000 + INDEX_KEPT_MS;
      expect(await find(99, over - 1)).toBeDefined();
      expect(await find(99, over)).toBeUndefined();
      expect((await stores.cards.listCards(compoundIdOf(compound), over)).size).toBe(0);
      const next = cardAt(6, 99, { issue: { by: 'stf_0000000000000001', at: over } });
      expect(await stores.passes.recordIssued(next, NONE)).toBe('recorded');
    });

    it('withdraws the replaced card with the write that records the new one, or neither', async () => {
      const { passes, lists } = stores;
      const old = cardAt(1, 11);
      const { residentId } = old;
      await passes.recordIssued(old, NONE);
      const seen = await passes.findPassesOfResident(residentId, NOON);
      const change = {
        to: 'revoked',
        as: 'property_manager',
        by: 'stf_0000000000000001',
        at: NOON + 1,
        reason: 'lost_card',
      } as const;
      const replaced = { passId: old.passId, change };
      const taken = cardAt(2, 22);
      await passes.recordIssued(taken, NONE);
      const outcome = await passes.recordIssued(cardAt(3, 22, { residentId }), seen, replaced);
      expect(outcome).toBe('index_taken');
      const listed = () => lists.findSource(compoundIdOf(compound), 0);
      expect((await listed()).exceptions.size).toBe(0);

      expect(await passes.recordIssued(cardAt(3, 33, { residentId }), seen, replaced)).toBe(
        'recorded',
      );
      expect([...(await listed()).exceptions]).toEqual([
        [1, [{ state: 'revoked', since: NOON + 1 }]],
      ]);
      expect(await passes.recordIssued(cardAt(4, 44, { residentId }), seen, replaced)).toBe(
        'changed',
      );
      const own = await passes.findPassesOfResident(residentId, NOON);
      expect(own.passes.map((pass) => [passIndexOf(pass.passId), pass.state]).sort()).toEqual([
        [1, 'revoked'],
        [3, 'active'],
      ]);
      // What a withdrawn card says at the gate is the list's to tell: its number stays.
      expect(await find(11)).toEqual(partOf(old));
    });

    it('finds the passes of many residents, each their own', async () => {
      const [one, other] = [cardAt(1, 1), cardAt(2, 2)];
      await stores.passes.recordIssued(one, NONE);
      await stores.passes.recordIssued(other, NONE);
      const nobody = newResidentId(compound, randomBytes(10));
      const asked = [one.residentId, other.residentId, nobody];
      const found = await stores.passes.findPassesOfResidents(asked, NOON);
      expect(Object.fromEntries(found)).toEqual({
        [one.residentId]: [one],
        [other.residentId]: [other],
      });
    });
  });
}
