import { createGateStore, newGate } from '../../functions/gates/index.ts';
import type { Table } from '../../functions/platform/table.ts';
import { FACTS } from './facts.ts';
import { layStreet } from './street.ts';

export const GATES = { east: 'gat_1_1', west: 'gat_1_2', elsewhere: 'gat_2_1' } as const;

/** Lays the street and its gates into an empty table. */
export async function layGates(table: Table): Promise<void> {
  await layStreet(table);
  const gates = createGateStore(table);
  for (const [gateId, name, compoundName] of [
    [GATES.east, '东门', '锦苑小区'],
    [GATES.west, '西门', '锦苑小区'],
    [GATES.elsewhere, '正门', '桂花里'],
  ] as const) {
    await gates.recordGate(newGate({ gateId, name, compoundName }), FACTS);
  }
}
