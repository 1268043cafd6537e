import type { CompoundId } from '../../shared/ids.ts';
import type { AuditVerification } from '../../shared/messages/audit.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { auditedKindOf } from './audited-kinds.ts';
import type { AuditedRecords } from './audited-records.ts';
import { beginningOf, type Head, headOf, type Link, leafOf, leavesOf, saltOf } from './chain.ts';
import { chainOf } from './chain-id.ts';
import type { ChainStore, SealedLink } from './chain-store.ts';
import { LastSealed, SEALED_WITHIN_MS } from './compare-records.ts';
import { factOfItem, nameOf } from './fact.ts';
import { verifyChain } from './verify-chain.ts';

export type VerifyCompoundPorts = {
  readonly chains: Pick<ChainStore, 'readChain' | 'findLink'>;
  readonly records: Pick<AuditedRecords, 'ofCompound'>;
  /** Derived for `audit`. */
  readonly saltKey: Uint8Array;
};
export type VerifyCompoundInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  /** The first link, counted from 1. */
  readonly from?: number | undefined;
  readonly now: number;
};

/** 25,000 facts: a second or two. */
const LINKS_A_CALL = 1_000;
/** What was changed in a stretch may be sealed in the next one, after a delay. */
const LINKS_LOOKED_AHEAD = 100;

/** Takes a stretch of a chain, and beyond its end only the hashes of what was sealed late. */
class Stretch {
  readonly leaves = new Set<string>();
  next: number | undefined;
  readonly #sealed: AsyncIterable<SealedLink>;

  constructor(sealed: AsyncIterable<SealedLink>) {
    this.#sealed = sealed;
  }

  async *links(): AsyncGenerator<SealedLink> {
    let taken = 0;
    for await (const sealed of this.#sealed) {
      for (const leaf of leavesOf(sealed.link)) this.leaves.add(leaf);
      taken += 1;
      if (taken <= LINKS_A_CALL) yield sealed;
      else this.next ??= sealed.link.number;
      if (taken === LINKS_A_CALL + LINKS_LOOKED_AHEAD) return;
    }
  }
}

/** The records of a compound that changed within a stretch's time, and are not as it sealed them. */
async function recordsThatDiffer(
  { records, saltKey }: VerifyCompoundPorts,
  compound: CompoundId,
  of: {
    readonly stretch: Stretch;
    readonly last: LastSealed;
    readonly after: Head;
    readonly until: number;
    readonly now: number;
  },
): Promise<Pick<AuditVerification, 'findings' | 'records'>> {
  let compared = 0;
  const findings: AuditVerification['findings'] = [];
  for await (const item of records.ofCompound(compound)) {
    const fact = factOfItem(item);
    if (fact === undefined || auditedKindOf(fact.pk, fact.sk) === undefined) continue;
    if (fact.at <= of.after.at || fact.at > of.until) continue;
    if (Math.abs(of.now - fact.at) < SEALED_WITHIN_MS) continue;
    // A role that was given from above is sealed in the chain of who gave it.
    if (chainOf({ ...fact, item }) !== compound) continue;
    compared += 1;
    const leaf = Buffer.from(leafOf(saltOf(saltKey, fact), fact)).toString('base64url');
    if (of.stretch.leaves.has(leaf)) continue;
    const why = of.last.lastOf(fact) === undefined ? 'unsealed' : 'changed';
    findings.push({ record: nameOf(fact), why });
  }
  return { findings, records: compared };
}

/**
 * Verifies a stretch of a compound's chain, and the compound's records that changed in its time;
 * whoever asks goes on from where it ended. What no compound names (enrolment codes, reads, deletions,
 * roles that were given from above) is compared by `npm run audit:verify`, and so is what is gone.
 */
export async function verifyCompound(
  ports: VerifyCompoundPorts,
  { actor, compoundId, from = 1, now }: VerifyCompoundInput,
): Promise<AuditVerification | Failure> {
  if (!mayAct(actor, 'audit.read', compoundId, now)) return fail('not_permitted');
  const before: Link | undefined =
    from === 1 ? undefined : await ports.chains.findLink(compoundId, from - 1);
  if (from > 1 && before === undefined) return fail('not_found');
  const after = before === undefined ? beginningOf(compoundId) : headOf(before);

  const stretch = new Stretch(ports.chains.readChain(compoundId, from));
  const last = new LastSealed();
  const walk = { chain: compoundId, now, after, onFact: last.noteFact };
  const verdict = await verifyChain(stretch.links(), walk);
  const { head, links, facts, withoutFacts, unexplained, broken } = verdict;
  const isWhole = broken === undefined;
  const until = stretch.next === undefined ? Number.POSITIVE_INFINITY : head.at;
  const { findings, records } = isWhole
    ? await recordsThatDiffer(ports, compoundId, { stretch, last, after, until, now })
    : { findings: [], records: 0 };
  const hash = Buffer.from(head.hash).toString('hex');
  return {
    links,
    facts,
    withoutFacts,
    unexplained,
    findings,
    records,
    ...(head.number === 0 ? {} : { last: { number: head.number, hash, sealedAt: head.at } }),
    ...(broken === undefined ? {} : { broken }),
    ...(isWhole && stretch.next !== undefined ? { next: stretch.next } : {}),
  };
}
