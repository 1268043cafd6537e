import type { CHAIN_BREAKS } from '../../shared/messages/audit.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { beginningOf, type Head, headOf, type Link, leafOf, leavesOf } from './chain.ts';
import type { ChainId } from './chain-id.ts';
import type { SealedLink } from './chain-store.ts';
import type { Fact } from './fact.ts';
import { type SaltedFact, unpackFacts } from './packed-facts.ts';

/**
 * A link is missing or stands where another belongs; it does not join on to the one before it; a
 * fact is not the one that was sealed; the facts are gone before their term is over.
 */
export type Broken = { readonly number: number; readonly why: (typeof CHAIN_BREAKS)[number] };

/** What walking a chain came to. */
export type ChainVerdict = {
  readonly chain: ChainId;
  /** Links that hold, and facts in them that do. */
  readonly links: number;
  readonly facts: number;
  /** Links whose facts were destroyed at their term: the chain holds without them. */
  readonly withoutFacts: number;
  /** Facts of changes that nobody explained. */
  readonly unexplained: number;
  /** The last link that holds. */
  readonly head: Head;
  readonly broken?: Broken;
};

export type Walk = {
  readonly chain: ChainId;
  readonly now: number;
  /** The link that the first one joins on to; the chain's beginning where nothing is said. */
  readonly after?: Head;
  /** Told each fact that holds, in the chain's order. */
  readonly onFact?: (fact: Fact, link: Link) => void;
  /** Told each link whose facts are destroyed. */
  readonly onBareLink?: (link: Link) => void;
};

function readFacts(packed: Uint8Array): readonly SaltedFact[] | undefined {
  try {
    return unpackFacts(packed);
  } catch {
    return undefined;
  }
}

/** The facts, where each hashes to its leaf; undefined where one does not. */
function factsThatHold(link: Link, packed: Uint8Array): readonly SaltedFact[] | undefined {
  const facts = readFacts(packed);
  const leaves = [...leavesOf(link)];
  if (facts?.length !== leaves.length) return undefined;
  const holds = facts.every(
    ({ salt, fact }, n) => Buffer.from(leafOf(salt, fact)).toString('base64url') === leaves[n],
  );
  return holds ? facts : undefined;
}

function breakOf({ number, previous, at }: Link, head: Head): Broken | undefined {
  if (number !== head.number + 1) return { number: head.number + 1, why: 'number' };
  const joins = Buffer.compare(previous, head.hash) === 0 && at >= head.at;
  return joins ? undefined : { number, why: 'previous' };
}

/**
 * Walks a chain in its order and stops at the first link that does not hold. Asks nobody: links and
 * facts in, verdict out.
 */
export async function verifyChain(
  sealed: AsyncIterable<SealedLink>,
  { chain, now, after = beginningOf(chain), onFact, onBareLink }: Walk,
): Promise<ChainVerdict> {
  let head = after;
  const counted = { links: 0, facts: 0, withoutFacts: 0, unexplained: 0 };
  const broken = (why: Broken): ChainVerdict => ({ chain, ...counted, head, broken: why });
  for await (const { link, packed } of sealed) {
    const isBroken = breakOf(link, head);
    if (isBroken !== undefined) return broken(isBroken);
    const { number } = link;
    if (packed === undefined) {
      if (now < link.at + KEPT_MS.audit_facts) return broken({ number, why: 'facts_missing' });
      counted.withoutFacts += 1;
      onBareLink?.(link);
    } else {
      const facts = factsThatHold(link, packed);
      if (facts === undefined) return broken({ number, why: 'fact' });
      for (const { fact } of facts) {
        counted.facts += 1;
        if (fact.kind === 'unexplained') counted.unexplained += 1;
        onFact?.(fact, link);
      }
    }
    counted.links += 1;
    head = headOf(link);
  }
  return { chain, ...counted, head };
}
