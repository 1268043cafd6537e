import { createCompoundStore, createLineages } from '../compounds/index.ts';
import { createGrantStore } from '../permissions/index.ts';
import { systemClock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { createDesk, runDesk } from '../requests/index.ts';
import { createWhistleStore, noteSilence } from '../whistles/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const desk = {
  ...createDesk(table),
  whistles: createWhistleStore(table),
  grants: createGrantStore(table),
  lineages: createLineages(table),
  log: stderrLog,
};

/**
 * Every minute: what is due of requests, and departments that said nothing by their time. One
 * compound that meets a fault stands in no other's way.
 */
export async function handler(): Promise<void> {
  const faults: unknown[] = [];
  const noted = (fault: unknown) => void faults.push(fault);
  for (const compound of await compounds.listCompoundIds()) {
    await runDesk(desk, compound, systemClock()).catch(noted);
    await noteSilence(desk, compound, systemClock()).catch(noted);
  }
  if (faults.length > 0) throw faults[0];
}
