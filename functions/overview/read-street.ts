import type { StreetId } from '../../shared/ids.ts';
import type { CompoundOverview, StreetOverview } from '../../shared/messages/street.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { CompoundStore, PlaceStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import type { CompoundSummary } from './compound-summary.ts';
import type { SummaryStore } from './summary-store.ts';

export type ReadStreetPorts = {
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
  readonly places: Pick<PlaceStore, 'readStreet'>;
  readonly summaries: Pick<SummaryStore, 'listSummaries'>;
};

/** A summary as it is told, by the day that it is told on. */
export const inNumbers = (summary: CompoundSummary, now: number): Partial<CompoundOverview> => {
  const { at, houses, residents, passes, gates, entries, toDos, singleEntrance } = summary;
  return {
    at,
    houses,
    residents,
    passes,
    gates,
    // Yesterday's count says nothing of today.
    entries: entries.day === shanghaiDay(now) ? entries.count : 0,
    toDos,
    ...(singleEntrance === undefined ? {} : { singleEntrance }),
  };
};

/** Every compound that the actor answers for, each as it was last counted: one query a street. */
export async function readStreet(
  { compounds, places, summaries }: ReadStreetPorts,
  { actor, now }: { readonly actor: StaffActor; readonly now: number },
): Promise<StreetOverview> {
  const entries = (await compounds.listCompounds()).filter(({ compoundId }) =>
    mayAct(actor, 'street.read', compoundId, now),
  );
  const ids: readonly StreetId[] = [...new Set(entries.map(({ streetId }) => streetId))];
  const streets = await Promise.all(
    ids.map(async (streetId) => {
      const [{ street, communities }, counted] = await Promise.all([
        places.readStreet(streetId),
        summaries.listSummaries(streetId),
      ]);
      const here = entries.filter((entry) => entry.streetId === streetId);
      return {
        streetId,
        name: street?.name ?? streetId,
        communities: communities
          .filter(({ communityId }) => here.some((entry) => entry.communityId === communityId))
          .map(({ communityId, name }) => ({ communityId, name })),
        compounds: here.map(({ compoundId, communityId, name }) => {
          const summary = counted.find((one) => one.compoundId === compoundId);
          return {
            compoundId,
            communityId,
            name,
            ...(summary === undefined ? {} : inNumbers(summary, now)),
          };
        }),
      };
    }),
  );
  return { streets };
}
