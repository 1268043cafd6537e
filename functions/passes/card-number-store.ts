import type { CardNumber, CompoundId } from '../../shared/ids.ts';

/** Which cards a compound's numbers name. They come and go with the cards, by the pass store. */
export interface CardNumberStore {
  /**
   * The issuer-signed part of the card with this number, 16 bytes; of a withdrawn one too, since
   * the status list tells how it stands. A moment behind the write of a new one.
   */
  findCard(
    compound: CompoundId,
    number: CardNumber,
    nowMs: number,
  ): Promise<Uint8Array | undefined>;

  /** The part of every card by its number; never an older state than was acknowledged. */
  listCards(compound: CompoundId, nowMs: number): Promise<ReadonlyMap<CardNumber, Uint8Array>>;
}
