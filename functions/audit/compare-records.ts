import { deletionKey } from '../platform/deletion.ts';
import { auditedKindOf } from './audited-kinds.ts';
import { type Link, leafOf, leavesOf, saltOf } from './chain.ts';
import { type ChainId, chainOf } from './chain-id.ts';
import { type Fact, factOfItem, textOf } from './fact.ts';

type Key = { readonly pk: string; readonly sk: string };
const keyOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

type Item = Readonly<Record<string, unknown>>;

/** A record that is not what was sealed, by its pseudonymous key. */
export type Finding = {
  readonly chain: ChainId;
  readonly pk: string;
  readonly sk: string;
  /** Changed or deleted behind the system's back; changed and never sealed. */
  readonly why: 'changed' | 'gone' | 'unsealed';
};

/** The window of the sealer, with room for one that was held up. */
export const SEALED_WITHIN_MS = 15 * 60_000;

/** What a verified chain says of each record last. */
export class LastSealed {
  readonly #texts = new Map<string, string>();
  /** Of links whose facts are destroyed. */
  readonly #leaves = new Set<string>();

  noteFact = (fact: Fact): void => {
    if (fact.kind !== 'unexplained') this.#texts.set(keyOf(fact), textOf(fact));
  };
  noteBareLink = (link: Link): void => {
    for (const leaf of leavesOf(link)) this.#leaves.add(leaf);
  };

  /** The fact that was sealed of a record last, as it was hashed. */
  lastOf({ pk, sk }: Key): string | undefined {
    return this.#texts.get(keyOf({ pk, sk }));
  }
  /**
   * The records that have no facts of a deletion and do not end by a term: only a deletion with facts
   * ends them, or the destruction of their emergency.
   */
  *lasting(): Generator<Key> {
    for (const key of this.#texts.keys()) {
      const [pk = '', sk = ''] = key.split(' ');
      const endsBy = auditedKindOf(pk, sk)?.endsBy;
      if (endsBy === undefined || endsBy === 'term') continue;
      if (!this.#texts.has(keyOf(deletionKey({ pk, sk })))) yield { pk, sk };
    }
  }

  /** Whether the facts of this very state were sealed, destroyed though they are. */
  hasLeafOf(fact: Fact, saltKey: Uint8Array): boolean {
    const leaf = leafOf(saltOf(saltKey, fact), fact);
    return this.#leaves.has(Buffer.from(leaf).toString('base64url'));
  }
}

/** What is wrong with a record that carries audit facts; undefined where nothing is. */
export function compareRecord(
  item: Item,
  sealedIn: (chain: ChainId) => LastSealed | undefined,
  { saltKey, now }: { readonly saltKey: Uint8Array; readonly now: number },
): Finding | undefined {
  const fact = factOfItem(item);
  if (fact === undefined || auditedKindOf(fact.pk, fact.sk) === undefined) return undefined;
  const { pk, sk, place } = fact;
  const chain = chainOf({ pk, sk, place, item });
  const sealed = sealedIn(chain);
  const last = sealed?.lastOf(fact);
  if (last === textOf(fact)) return undefined;
  if (last === undefined && sealed?.hasLeafOf(fact, saltKey) === true) return undefined;
  if (Math.abs(now - fact.at) < SEALED_WITHIN_MS) return undefined;
  return { chain, pk, sk, why: last === undefined ? 'unsealed' : 'changed' };
}
