import { createAuditedRecords, createChainStore, sweepUnsealed } from '../audit/index.ts';
import { systemClock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { deriveKey } from '../platform/secrets.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const ports = {
  records: createAuditedRecords(table),
  chains: createChainStore(table),
  saltKey: deriveKey(await adapters.secretOfEnvironment(), 'audit'),
  log: stderrLog,
};

/** Once a night: what changed since yesterday and is sealed in no chain. */
export async function handler(): Promise<void> {
  await sweepUnsealed(ports, systemClock());
}
