import type { AuditedRecords } from './audited-records.ts';
import type { ChainId } from './chain-id.ts';
import type { ChainStore } from './chain-store.ts';
import { compareRecord, type Finding, LastSealed } from './compare-records.ts';
import { Destroyed, type DestroyedRecords } from './destroyed-records.ts';
import { type ChainVerdict, verifyChain } from './verify-chain.ts';

export type VerifyPorts = {
  readonly chains: Pick<ChainStore, 'listChains' | 'readChain'>;
  readonly records: AuditedRecords;
  /** Derived for `audit`. */
  readonly saltKey: Uint8Array;
};

export type Verification = {
  readonly verdicts: readonly ChainVerdict[];
  readonly findings: readonly Finding[];
  /** Records that were compared. */
  readonly records: number;
  /** Of emergencies that are over: what was sealed, and is gone. */
  readonly destroyed: readonly DestroyedRecords[];
};

/**
 * Walks every chain, or one, and compares every record that carries facts with what was sealed of
 * it last.
 */
export async function verifyRecords(
  { chains, records, saltKey }: VerifyPorts,
  { now, only }: { readonly now: number; readonly only?: ChainId | undefined },
): Promise<Verification> {
  const all = await chains.listChains();
  const sealedIn = new Map<ChainId, LastSealed>();
  const verdicts: ChainVerdict[] = [];
  for (const chain of all.filter((one) => only === undefined || one === only)) {
    const last = new LastSealed();
    sealedIn.set(chain, last);
    const walk = { chain, now, onFact: last.noteFact, onBareLink: last.noteBareLink };
    verdicts.push(await verifyChain(chains.readChain(chain, 1), walk));
  }
  const findings: Finding[] = [];
  const found = new Set<string>();
  const destroyed = new Destroyed();
  for await (const item of records.changedSince(0)) {
    found.add(`${item.pk} ${item.sk}`);
    destroyed.noteItem(item);
    const wrong = compareRecord(item, (chain) => sealedIn.get(chain), { saltKey, now });
    if (wrong !== undefined && (only === undefined || wrong.chain === only)) findings.push(wrong);
  }
  for (const [chain, last] of sealedIn) {
    for (const { pk, sk } of last.lasting()) {
      if (found.has(`${pk} ${sk}`)) continue;
      if (destroyed.explains({ pk })) continue;
      findings.push({ chain, pk, sk, why: 'gone' });
    }
  }
  return { verdicts, findings, records: found.size, destroyed: destroyed.counts() };
}
