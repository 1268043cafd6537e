import { communityNumber, createDirectoryStore } from '../directory/index.ts';
import { createGateStore, createGateWorkers, showWorker } from '../gates/index.ts';
import { createGateAsks } from '../passes/index.ts';
import type { Table } from '../platform/table.ts';
import { createEmergencyStore } from './emergency-store-dynamo.ts';
import type { MeasureEffects } from './measure-effects.ts';

export function createMeasureEffects(table: Table): MeasureEffects {
  const emergencies = createEmergencyStore(table);
  const gateAsks = createGateAsks(table);
  const directories = createDirectoryStore(table);
  const atGates = { gates: createGateStore(table), workers: createGateWorkers(table) };

  return {
    keep: async ({ compoundId, measures, mode }, now) => {
      if (mode === 'drill') return;
      const isCared = measures.includes('isolation_care');
      const number = isCared ? await communityNumber({ directories }, compoundId, now) : undefined;
      await showWorker(atGates, compoundId, number, now);
    },

    stop: async ({ emergencyId, mode }, compound, now) => {
      if (mode === 'drill') return;
      await gateAsks.letGo(compound, emergencyId);
      // What another brings about there by now stays.
      if ((await emergencies.findHere(compound, 'real')) !== undefined) return;
      await showWorker(atGates, compound, undefined, now);
    },
  };
}
