import { emergencyIn, knownKey } from '../platform/destruction-key.ts';
import type { Log } from '../platform/log.ts';
import type { TimedChange } from '../platform/table-stream.ts';
import {
  beginningOf,
  FACTS_PER_LINK,
  headOf,
  type Link,
  leafOf,
  leavesOf,
  nextLink,
  saltOf,
} from './chain.ts';
import type { ChainId } from './chain-id.ts';
import type { ChainStore } from './chain-store.ts';
import { type Fact, factOfChange, nameOf, type SealedFact } from './fact.ts';
import type { SaltedFact } from './packed-facts.ts';

export type SealPorts = {
  readonly chains: Pick<ChainStore, 'readBack' | 'recordLink' | 'deletionOf'>;
  /** Derived for `audit`. */
  readonly saltKey: Uint8Array;
  readonly log: Log;
};

/** Two servers' clocks differ by less. */
const SKEW_MS = 5 * 60_000;
/** Each try loses to a link that another sealer joined on. */
const MOST_TRIES = 50;

type Hashed = SaltedFact & { readonly leaf: Uint8Array; readonly name: string };

/**
 * A deletion that left its facts beside is explained by them; one of what an emergency knew, once its
 * key was destroyed, by the facts of that.
 */
async function isExplained({ chains }: SealPorts, { fact }: SealedFact): Promise<boolean> {
  if (fact.kind !== 'unexplained' || fact.digest !== '') return false;
  const deletedAt = await chains.deletionOf(fact);
  if (deletedAt !== undefined && Math.abs(deletedAt - fact.at) < SKEW_MS) return true;
  const emergency = emergencyIn(fact.pk);
  const destroyedAt = emergency && (await chains.deletionOf(knownKey(emergency)));
  return typeof destroyedAt === 'number' && destroyedAt < fact.at + SKEW_MS;
}

function hashed(saltKey: Uint8Array, fact: Fact): Hashed {
  const salt = saltOf(saltKey, fact);
  const leaf = leafOf(salt, fact);
  return { fact, salt, leaf, name: Buffer.from(leaf).toString('base64url') };
}

/**
 * Seals the facts of these changes, each once however often it comes: in the chain of its compound,
 * up to 25 to a link. Broken off anywhere, the same changes again do the rest.
 * @returns how many facts were new
 */
export async function sealChanges(
  ports: SealPorts,
  changes: readonly TimedChange[],
  now: number,
): Promise<number> {
  const byChain = new Map<ChainId, Hashed[]>();
  for (const change of changes) {
    const found = factOfChange(change);
    if (found === undefined || (await isExplained(ports, found))) continue;
    const facts = byChain.get(found.chain) ?? [];
    facts.push(hashed(ports.saltKey, found.fact));
    byChain.set(found.chain, facts);
  }
  let sealed = 0;
  for (const [chain, facts] of byChain) sealed += await sealInto(ports, chain, { facts, now });
  return sealed;
}

/** What no link has yet, each once, in its order. */
function unsealed(facts: readonly Hashed[], links: readonly Link[]): Hashed[] {
  const known = new Set(links.flatMap((link) => [...leavesOf(link)]));
  return facts.filter(({ name }) => !known.has(name) && known.add(name));
}

async function sealInto(
  { chains, log }: SealPorts,
  chain: ChainId,
  { facts, now }: { readonly facts: readonly Hashed[]; readonly now: number },
): Promise<number> {
  const oldest = Math.min(...facts.map(({ fact }) => fact.at));
  let sealed = 0;
  for (let tries = 0; tries < MOST_TRIES; ) {
    const links = await chains.readBack(chain, oldest - SKEW_MS);
    const left = unsealed(facts, links).slice(0, FACTS_PER_LINK);
    if (left.length === 0) return sealed;
    const head = links[0] === undefined ? beginningOf(chain) : headOf(links[0]);
    const link = nextLink(chain, head, { leaves: left.map(({ leaf }) => leaf), now });
    if ((await chains.recordLink(link, left)) === 'taken') {
      tries += 1;
      continue;
    }
    sealed += left.length;
    for (const { fact } of left) {
      if (fact.kind !== 'unexplained') continue;
      log.info('audit-unexplained', { chain, link: link.number, record: nameOf(fact) });
    }
  }
  throw new Error('the chain grows faster than it can be joined');
}
