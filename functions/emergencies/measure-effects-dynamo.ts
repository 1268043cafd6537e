import { createLineages } from '../compounds/index.ts';
import { communityNumber, createDirectoryStore } from '../directory/index.ts';
import {
  createGateMeasures,
  createGateStore,
  createSingleEntranceStore,
  holdSingleEntrance,
  keepGateMeasures,
  releaseSingleEntrance,
} from '../gates/index.ts';
import { createGateAsks } from '../passes/index.ts';
import type { Table } from '../platform/table.ts';
import type { EmergencyHere } from './emergency.ts';
import { createEmergencyStore } from './emergency-store-dynamo.ts';
import type { MeasureEffects } from './measure-effects.ts';
import { measureHere } from './measure-here.ts';

export function createMeasureEffects(table: Table): MeasureEffects {
  const emergencies = createEmergencyStore(table);
  const gateAsks = createGateAsks(table);
  const directories = createDirectoryStore(table);
  const lineages = createLineages(table);
  const atGates = {
    gates: createGateStore(table),
    measures: createGateMeasures(table),
    entrances: createSingleEntranceStore(table),
  };

  /** A gate is everybody's: where an emergency acts in a part of a compound, all gates stay open. */
  async function isWhole({ compoundId, scope }: EmergencyHere): Promise<boolean> {
    const lineage = (await lineages.lineageOf(compoundId)) ?? [];
    return lineage.some(({ placeId }) => scope.some((place) => place === placeId));
  }

  return {
    keep: async (here, now) => {
      const { compoundId, emergencyId, until, tripsPerDay, mode } = here;
      if (mode === 'drill') return;
      const worker = measureHere(here, 'isolation_care', now)
        ? await communityNumber({ directories }, compoundId, now)
        : undefined;
      const countsTrips = measureHere(here, 'trip_quota', now) && tripsPerDay !== undefined;
      const trips = countsTrips ? ({ trips: true } as const) : {};
      const calls = worker === undefined ? {} : { worker };
      await keepGateMeasures(atGates, compoundId, { ...calls, ...trips }, now);
      if (measureHere(here, 'single_entrance', now) && (await isWhole(here))) {
        await holdSingleEntrance(atGates, { compoundId, emergencyId, until, now });
      }
    },

    stop: async ({ emergencyId, mode }, compoundId, now) => {
      if (mode === 'drill') return;
      await gateAsks.letGo(compoundId, emergencyId);
      await releaseSingleEntrance(atGates, { compoundId, emergencyId, now });
      // What another brings about there by now stays.
      if ((await emergencies.findHere(compoundId, 'real')) !== undefined) return;
      await keepGateMeasures(atGates, compoundId, {}, now);
    },
  };
}
