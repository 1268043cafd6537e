import { compoundOf, type HouseId } from '../../shared/ids.ts';
import type { Lineages } from '../compounds/index.ts';
import { type EmergencyStore, emergencyNow } from './emergency-store.ts';

export type RegisteringAtPorts = {
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly lineages: Lineages;
};

/**
 * For what, and until when, the people of a house register; undefined where nothing acts on them. In
 * ordinary times this costs one read of a place where nothing stands.
 */
export async function registeringAt(
  { emergencies, lineages }: RegisteringAtPorts,
  houseId: HouseId,
  now: number,
): Promise<{ readonly event: string; readonly until: number } | undefined> {
  const here = await emergencyNow(emergencies, compoundOf(houseId), now);
  if (here === undefined || !here.measures.includes('registration')) return undefined;
  const lineage = (await lineages.lineageOf(houseId)) ?? [];
  const isWithin = lineage.some(({ placeId }) => here.scope.some((place) => place === placeId));
  return isWithin ? { event: here.event, until: here.until } : undefined;
}
