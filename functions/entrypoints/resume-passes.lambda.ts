import { createCompoundStore } from '../compounds/index.ts';
import { createSummaries, summariseCompound } from '../overview/index.ts';
import { createPassStore, resumePasses } from '../passes/index.ts';
import { systemClock } from '../platform/clock.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const ports = { passes: createPassStore(table) };
const summaries = createSummaries(table);

/** Every few minutes: the suspensions whose term is over, and each compound in numbers. */
export async function handler(): Promise<void> {
  for (const compound of await compounds.listCompoundIds()) {
    await resumePasses(ports, compound, systemClock());
    await summariseCompound(summaries, compound, systemClock());
  }
}
