import { compoundOf, type HouseId } from '../../shared/ids.ts';
import type { ResidentSummary } from '../../shared/messages/sign-in.ts';
import type { Lineages } from '../compounds/index.ts';
import { type EmergencyStore, emergencyNow } from './emergency-store.ts';

export type ActingAtPorts = {
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly lineages: Lineages;
};

/**
 * What an emergency asks of the people of a house now: for what and until when they register, and how
 * many trips a day they have. Nothing where none acts on them; in ordinary times this costs one read of
 * a place where nothing stands.
 */
export async function actingAt(
  { emergencies, lineages }: ActingAtPorts,
  houseId: HouseId,
  now: number,
): Promise<Pick<ResidentSummary, 'registering' | 'tripsPerDay'>> {
  const here = await emergencyNow(emergencies, compoundOf(houseId), now);
  if (here === undefined) return {};
  const { event, until, measures, tripsPerDay } = here;
  const registers = measures.includes('registration');
  const counts = measures.includes('trip_quota') && tripsPerDay !== undefined;
  if (!registers && !counts) return {};
  const lineage = (await lineages.lineageOf(houseId)) ?? [];
  const isWithin = lineage.some(({ placeId }) => here.scope.some((place) => place === placeId));
  if (!isWithin) return {};
  return {
    ...(registers ? { registering: { event, until } } : {}),
    ...(counts ? { tripsPerDay } : {}),
  };
}
