import type { CommunityId, CompoundId, StreetId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import type { CompoundEntry } from './compound.ts';
import { createCompoundStore } from './compound-store-dynamo.ts';

/** A compound that is laid or moves to another community is seen by its street within this. */
const BELIEVED_MS = 60_000;

/** Which compounds lie in a street or a community, kept in memory for a minute. */
export function createPlacesWithin(table: Table) {
  const store = createCompoundStore(table);
  let kept: { readonly entries: readonly CompoundEntry[]; readonly readAt: number } | undefined;
  return {
    compoundsWithin: async (
      place: StreetId | CommunityId,
      nowMs: number,
    ): Promise<readonly CompoundId[]> => {
      if (kept === undefined || Math.abs(nowMs - kept.readAt) >= BELIEVED_MS) {
        kept = { entries: await store.listCompounds(), readAt: nowMs };
      }
      return kept.entries
        .filter(({ streetId, communityId }) => streetId === place || communityId === place)
        .map(({ compoundId }) => compoundId);
    },
  };
}
