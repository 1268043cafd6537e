import type { StoppedFeedBatch } from '../../shared/messages/health-feeds.ts';
import type { EmergencyStore } from '../emergencies/index.ts';
import type { FeedStore } from '../health/index.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { isOutsideOfFeed } from './decide-stopped-feed.ts';
import { type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';

export type ListStoppedFeedsPorts = OfficerPorts & {
  readonly emergencies: Pick<EmergencyStore, 'find'>;
  readonly feeds: Pick<FeedStore, 'listStopped' | 'find'>;
};

/** Batches of which nothing acts before somebody outside has let them through: counts, and no name. */
export async function listStoppedFeeds(
  { emergencies, feeds }: ListStoppedFeedsPorts,
  input: OfficerInput,
): Promise<{ batches: StoppedFeedBatch[] } | Failure> {
  const officer = await officerAt({ emergencies }, input, 'health_change.decide');
  if (isFailure(officer)) return officer;
  const { here, part } = officer;
  const emergency = await emergencies.find(here.emergencyId);
  const batches: StoppedFeedBatch[] = [];
  for (const named of await feeds.listStopped(here)) {
    const batch = await feeds.find(here, named);
    if (batch?.stopped === undefined || emergency === undefined) continue;
    const { revision, at, kind, shared, people, compounds } = batch.stopped;
    if (!compounds.includes(here.compoundId)) continue;
    const results = batch.parts.find((one) => one.revision === revision)?.results ?? 0;
    const mayDecide = isOutsideOfFeed(part, emergency);
    batches.push({ ...named, revision, at, kind, shared, people, results, mayDecide });
  }
  return { batches: batches.sort((one, other) => one.at - other.at) };
}
