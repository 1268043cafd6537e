import { createGateAsks } from '../passes/index.ts';
import type { Table } from '../platform/table.ts';
import type { MeasureEffects } from './measure-effects.ts';

export function createMeasureEffects(table: Table): MeasureEffects {
  const gateAsks = createGateAsks(table);
  return {
    stop: ({ emergencyId }, compound) => gateAsks.letGo(compound, emergencyId),
  };
}
