import type { Log } from '../platform/log.ts';
import { auditedKindOf } from './audited-kinds.ts';
import type { AuditedRecords } from './audited-records.ts';
import { leafOf, leavesOf, saltOf } from './chain.ts';
import { type ChainId, chainOf } from './chain-id.ts';
import type { ChainStore } from './chain-store.ts';
import { SEALED_WITHIN_MS } from './compare-records.ts';
import { type Fact, factOfItem, nameOf } from './fact.ts';

export type SweepPorts = {
  readonly records: AuditedRecords;
  readonly chains: Pick<ChainStore, 'readBack'>;
  /** Derived for `audit`. */
  readonly saltKey: Uint8Array;
  readonly log: Log;
};

/** Since the last sweep, with room for one that came late. */
const SWEPT_MS = 26 * 3_600_000;
/** Two servers' clocks differ by less. */
const SKEW_MS = 5 * 60_000;

/**
 * Looks whether what was changed or read since yesterday stands in its chain as it is now, and says
 * to the operators what does not.
 * @returns how many records
 */
export async function sweepUnsealed(ports: SweepPorts, now: number): Promise<number> {
  const { records, chains, saltKey, log } = ports;
  const since = now - SWEPT_MS;
  const toFind = new Map<ChainId, { fact: Fact; leaf: string }[]>();
  for await (const item of records.changedSince(since)) {
    const fact = factOfItem(item);
    if (fact === undefined || Math.abs(now - fact.at) < SEALED_WITHIN_MS) continue;
    if (auditedKindOf(fact.pk, fact.sk) === undefined) continue;
    const chain = chainOf({ ...fact, item });
    const leaf = Buffer.from(leafOf(saltOf(saltKey, fact), fact)).toString('base64url');
    toFind.set(chain, [...(toFind.get(chain) ?? []), { fact, leaf }]);
  }
  let unsealed = 0;
  for (const [chain, facts] of toFind) {
    const links = await chains.readBack(chain, since - SKEW_MS);
    const sealed = new Set(links.flatMap((link) => [...leavesOf(link)]));
    for (const { fact, leaf } of facts) {
      if (sealed.has(leaf)) continue;
      unsealed += 1;
      log.info('audit-unsealed', { chain, record: nameOf(fact) });
    }
  }
  return unsealed;
}
