import { createHolderStore, projectHolders } from '../passes/index.ts';
import { stderrLog } from '../platform/log.ts';
import { takeChanges } from '../platform/table-stream.ts';
import * as adapters from './adapters.ts';

const holders = createHolderStore(adapters.tableOfEnvironment());

/** Takes what changed in the table, in order. */
export const handler = (event: unknown) =>
  takeChanges(event, (change) => projectHolders(holders, change), stderrLog);
