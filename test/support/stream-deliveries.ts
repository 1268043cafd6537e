import { createChainStore, sealChanges } from '../../functions/audit/index.ts';
import {
  createGateDayStore,
  createReplayPairStore,
  createScanStore,
  noteServerDecisions,
  reportReplayPairs,
} from '../../functions/gates/index.ts';
import { createOccupancyStore, projectOccupancy } from '../../functions/houses/index.ts';
import { createOutbox } from '../../functions/notifications/index.ts';
import { createHolderStore, projectHolders } from '../../functions/passes/index.ts';
import { createPhotoStore } from '../../functions/photos/index.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import { createJsonLog } from '../../functions/platform/log.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { ItemChange } from '../../functions/platform/table-stream.ts';
import {
  createDeskRowStore,
  followPhotos,
  projectRequests,
  tellOfRequest,
} from '../../functions/requests/index.ts';
import { createInvitationStore, followVisit } from '../../functions/visitors/index.ts';
import { tellOfWhistle } from '../../functions/whistles/index.ts';
import { SERVER_SECRET } from './street.ts';
import { itemsOf } from './table-items.ts';

/** Brings items of the table to those who follow its stream. */
export function streamDeliveries(table: Table, clock: Clock) {
  const pairs = createReplayPairStore(table);
  const occupancy = createOccupancyStore(table);
  const holders = createHolderStore(table);
  const noteDecision = noteServerDecisions(createGateDayStore(table));
  const deskRows = createDeskRowStore(table);
  const photos = createPhotoStore(table);
  const telling = { outbox: createOutbox(table) };
  /** Requests and calls on departments as they were delivered last. */
  const delivered = new Map<string, Record<string, unknown>>();
  /** Delivers what has become of every request, and of who was called to it, since the last time. */
  async function deliverRequests(): Promise<void> {
    for (const after of await itemsOf(table)) {
      const key = String(after.pk);
      if (after.sk !== 'request' && after.sk !== 'whistle') continue;
      const before = delivered.get(key);
      const change = { ...(before === undefined ? {} : { before }), after };
      await projectRequests(deskRows, change);
      await tellOfRequest(telling, change);
      await tellOfWhistle(telling, change);
      await followPhotos({ photos }, change, clock());
      delivered.set(key, after);
    }
  }
  const visiting = {
    ...telling,
    invitations: createInvitationStore(table),
    scans: createScanStore(table),
  };
  /** Delivers what has become of every invitation and visit since the last time. */
  async function deliverArrivals(): Promise<void> {
    for (const after of await itemsOf(table)) {
      const key = `${after.pk} ${after.sk}`;
      if (after.sk !== 'invitation' && !String(after.pk).endsWith('#visits')) continue;
      const before = delivered.get(key);
      await followVisit(visiting, { ...(before === undefined ? {} : { before }), after });
      delivered.set(key, after);
    }
  }
  /** Delivers one new item, as the stream does. */
  async function deliver(after: Record<string, unknown>): Promise<void> {
    await reportReplayPairs(pairs, { after }, clock());
    await noteDecision({ after });
  }
  return {
    deliver,
    deliverRequests,
    deliverArrivals,
    /** Delivers every record of scans once more, as a stream may. */
    deliverScans: async () => {
      for (const item of await itemsOf(table)) {
        if (/^(batch|use|decision)#/.test(String(item.sk))) await deliver(item);
      }
    },
    /** Delivers every resident's record once more, as a stream may. */
    deliverResidents: async () => {
      for (const item of await itemsOf(table)) {
        await projectOccupancy(occupancy, { after: item }, clock());
      }
    },
    /** Delivers one change of a resident's record. */
    deliverResident: (change: ItemChange) => projectOccupancy(occupancy, change, clock()),
    /** Seals the facts of every record as it stands. @returns how many were new */
    sealFacts: async () => {
      const changes = (await itemsOf(table)).map((after) => ({ after, at: clock() }));
      return sealChanges(
        {
          chains: createChainStore(table),
          saltKey: deriveKey(SERVER_SECRET, 'audit'),
          log: createJsonLog(() => undefined),
        },
        changes,
        clock(),
      );
    },
    /** Delivers every pass once more, as a stream may. */
    deliverPasses: async () => {
      for (const item of await itemsOf(table)) {
        if (String(item.sk).startsWith('pass#')) await projectHolders(holders, { after: item });
      }
    },
  };
}
