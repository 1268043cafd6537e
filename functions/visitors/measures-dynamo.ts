import { type CompoundId, compoundOf } from '../../shared/ids.ts';
import type { Lineages } from '../compounds/index.ts';
import { type EmergencyHere, type EmergencyStore, measureHere } from '../emergencies/index.ts';
import type { Measures } from './measures.ts';

/** An order counts at the gate within so long; in ordinary times it costs one read as often. */
const BELIEVED_MS = 10_000;

export type MeasuresPorts = {
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly lineages: Lineages;
};

/** What an emergency response orders at a house: where its scope covers it, and nowhere beyond. */
export function createMeasures({ emergencies, lineages }: MeasuresPorts): Measures {
  type Known = { readonly here: EmergencyHere | undefined; readonly readAt: number };
  const kept = new Map<CompoundId, Known>();

  async function hereAt(compound: CompoundId, now: number): Promise<EmergencyHere | undefined> {
    const known = kept.get(compound);
    if (known !== undefined && Math.abs(now - known.readAt) < BELIEVED_MS) return known.here;
    const here = await emergencies.findHere(compound, 'real');
    kept.set(compound, { here, readAt: now });
    return here;
  }

  return {
    holdsNow: async (house, measure, now) => {
      const here = await hereAt(compoundOf(house), now);
      if (here === undefined || !measureHere(here, measure, now)) return false;
      const around = (await lineages.lineageOf(house)) ?? [];
      return around.some(({ placeId }) => here.scope.some((place) => place === placeId));
    },
  };
}
