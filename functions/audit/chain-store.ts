import type { Link } from './chain.ts';
import type { ChainId } from './chain-id.ts';
import type { SaltedFact } from './packed-facts.ts';

/** A link, and the facts that it seals as they were packed; absent once they were destroyed. */
export type SealedLink = { readonly link: Link; readonly packed: Uint8Array | undefined };

/** The key of an item. */
export type ItemKey = { readonly pk: string; readonly sk: string };

/** Chains of sealed facts. A link never changes; its facts lie beside it until their term is over. */
export interface ChainStore {
  /**
   * The links from the head back to the first that was sealed before a moment, newest first; the
   * head at least, where there is one. Never an older state than was acknowledged.
   */
  readBack(chain: ChainId, untilMs: number): Promise<readonly Link[]>;

  /**
   * Joins a link on, its facts first: whatever breaks off, no link stands without them, and facts
   * without a link mean nothing and go at their term. The sealer deletes nothing.
   *
   * @returns `taken` where another link has the number
   */
  recordLink(link: Link, facts: readonly SaltedFact[]): Promise<'sealed' | 'taken'>;

  /** When the facts of an item's deletion were written, unix milliseconds; undefined where none were. */
  deletionOf(key: ItemKey): Promise<number | undefined>;

  /** Which chains have a link. */
  listChains(): Promise<readonly ChainId[]>;

  /** A chain's links in their order, each with its facts. @param from the first, counted from 1 */
  readChain(chain: ChainId, from: number): AsyncIterable<SealedLink>;

  findLink(chain: ChainId, number: number): Promise<Link | undefined>;

  /** The links of a day in Shanghai that have their facts still, in their order. */
  linksOfDay(chain: ChainId, day: string): Promise<readonly SealedLink[]>;
}
