import { createChainStore, sealChanges } from '../audit/index.ts';
import { systemClock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { deriveKey } from '../platform/secrets.ts';
import { takeChangesTogether } from '../platform/table-stream.ts';
import * as adapters from './adapters.ts';

const chains = createChainStore(adapters.tableOfEnvironment());
const saltKey = deriveKey(await adapters.secretOfEnvironment(), 'audit');
const ports = { chains, saltKey, log: stderrLog };

/** Seals the facts of what changed in the table, by the compound. */
export const handler = (event: unknown) =>
  takeChangesTogether(
    event,
    async (changes) => {
      await sealChanges(ports, changes, systemClock());
    },
    stderrLog,
  );
