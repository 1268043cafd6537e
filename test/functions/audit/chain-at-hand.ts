import type { ChainId } from '../../../functions/audit/index.ts';
import {
  createAuditedRecords,
  createChainStore,
  sealChanges,
  sweepUnsealed,
  verifyChain,
  verifyRecords,
} from '../../../functions/audit/index.ts';
import { createJsonLog } from '../../../functions/platform/log.ts';
import { deriveKey } from '../../../functions/platform/secrets.ts';
import type { Table } from '../../../functions/platform/table.ts';
import type { TimedChange } from '../../../functions/platform/table-stream.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import { SERVER_SECRET } from '../../support/street.ts';

export const SALT_KEY = deriveKey(SERVER_SECRET, 'audit');

/** A resident's record as it stands after its nth change. */
export function recordAt(
  clock: FixedClock,
  { n = 1, version = 1, name = '王建国' }: { n?: number; version?: number; name?: string } = {},
) {
  const sk = `resident#res_1_${String(n).padStart(16, '0')}`;
  const audit = {
    action: 'resident.edit',
    by: 'stf_0000000000000006',
    office: 'property',
    purpose: 'register',
    at: clock(),
    place: 'cmp_1',
  };
  return { pk: 'cmp_1', sk, name, audit, version };
}

/** The change by which a record comes to stand. */
export function made(clock: FixedClock, of: Parameters<typeof recordAt>[1] = {}): TimedChange {
  const after = recordAt(clock, of);
  const { version } = after;
  const before = version === 1 ? {} : { before: recordAt(clock, { ...of, version: version - 1 }) };
  return { ...before, after, at: clock() };
}

/** The sealer and the verifier on a table, with the clock in the test's hand. */
export function chainAtHand(table: Table, clock: FixedClock) {
  const lines: string[] = [];
  const log = createJsonLog((line) => lines.push(line));
  const chains = createChainStore(table);
  const records = createAuditedRecords(table);
  const ports = { chains, records, saltKey: SALT_KEY, log };
  return {
    chains,
    ports,
    lines,
    seal: (...changes: readonly TimedChange[]) => sealChanges(ports, changes, clock()),
    verify: (chain: ChainId = 'cmp_1') =>
      verifyChain(chains.readChain(chain, 1), { chain, now: clock() }),
    verifyAll: () => verifyRecords(ports, { now: clock() }),
    sweep: () => sweepUnsealed(ports, clock()),
    linksOf: async (chain: ChainId = 'cmp_1') => {
      const links = [];
      for await (const link of chains.readChain(chain, 1)) links.push(link);
      return links;
    },
  };
}
