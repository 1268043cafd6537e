import { createCompoundStore, readVersions } from '../compounds/index.ts';
import {
  createGateDays,
  createGateStore,
  createReplayPairStore,
  createSingleEntranceStore,
  gatesAtAGlance,
} from '../gates/index.ts';
import { passHoldersOf } from '../passes/index.ts';
import type { Table } from '../platform/table.ts';
import { createNumberQuestionStore, createResidentStore } from '../residents/index.ts';
import type { SummariseCompoundPorts } from './summarise-compound.ts';
import { createSummaryStore } from './summary-store-dynamo.ts';

/** Counting on the table: what the run by the clock hands to the verb. */
export function createSummaries(table: Table): SummariseCompoundPorts {
  const { days, contacts } = createGateDays(table);
  const ports = {
    gates: createGateStore(table),
    contacts,
    days,
    pairs: createReplayPairStore(table),
    entrances: createSingleEntranceStore(table),
  };
  return {
    summaries: createSummaryStore(table),
    compounds: createCompoundStore(table),
    residents: createResidentStore(table),
    questions: createNumberQuestionStore(table),
    passHolders: passHoldersOf(table),
    gates: (compound, now) => gatesAtAGlance(ports, compound, now),
    versions: (compound) => readVersions(table, compound),
  };
}
