import { communityNumber, createDirectoryStore } from '../directory/index.ts';
import { createGateMeasures, createGateStore, keepGateMeasures } from '../gates/index.ts';
import { createGateAsks } from '../passes/index.ts';
import type { Table } from '../platform/table.ts';
import { createEmergencyStore } from './emergency-store-dynamo.ts';
import type { MeasureEffects } from './measure-effects.ts';

export function createMeasureEffects(table: Table): MeasureEffects {
  const emergencies = createEmergencyStore(table);
  const gateAsks = createGateAsks(table);
  const directories = createDirectoryStore(table);
  const atGates = { gates: createGateStore(table), measures: createGateMeasures(table) };

  return {
    keep: async ({ compoundId, measures, tripsPerDay, mode }, now) => {
      if (mode === 'drill') return;
      const worker = measures.includes('isolation_care')
        ? await communityNumber({ directories }, compoundId, now)
        : undefined;
      const countsTrips = measures.includes('trip_quota') && tripsPerDay !== undefined;
      const trips = countsTrips ? ({ trips: true } as const) : {};
      const calls = worker === undefined ? {} : { worker };
      await keepGateMeasures(atGates, compoundId, { ...calls, ...trips }, now);
    },

    stop: async ({ emergencyId, mode }, compound, now) => {
      if (mode === 'drill') return;
      await gateAsks.letGo(compound, emergencyId);
      // What another brings about there by now stays.
      if ((await emergencies.findHere(compound, 'real')) !== undefined) return;
      await keepGateMeasures(atGates, compound, {}, now);
    },
  };
}
