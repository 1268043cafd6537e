import type { CompoundId } from '../../shared/ids.ts';
import type { CardNumbers } from '../../shared/messages/gates.ts';
import type { CardNumberStore } from '../passes/index.ts';

const COMPOUNDS_KEPT = 32;

/** The numbers of a compound's cards at a version of its holders. */
export type ReadCardNumbers = (
  compound: CompoundId,
  at: { readonly version: number; readonly now: number },
) => Promise<CardNumbers>;

/**
 * Read again only when the holders have another version: a card's number is written with its
 * pass, so it is there when the holders tell of that pass.
 */
export function cardNumbersFrom(cards: Pick<CardNumberStore, 'listCards'>): ReadCardNumbers {
  const kept = new Map<CompoundId, { readonly version: number; readonly numbers: CardNumbers }>();
  return async (compound, { version, now }) => {
    const known = kept.get(compound);
    if (known?.version === version) return known.numbers;
    const listed = await cards.listCards(compound, now);
    const numbers = Object.fromEntries(
      [...listed].map(([number, part]) => [number, Buffer.from(part).toString('base64url')]),
    );
    kept.delete(compound);
    kept.set(compound, { version, numbers });
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > COMPOUNDS_KEPT) kept.delete(oldest);
    return numbers;
  };
}
