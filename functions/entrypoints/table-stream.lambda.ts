import { createCompoundStore, createLineages } from '../compounds/index.ts';
import {
  createGateDayStore,
  createReplayPairStore,
  createScanStore,
  noteServerDecisions,
  reportOldLists,
  reportReplayPairs,
} from '../gates/index.ts';
import { createOccupancyStore, projectOccupancy } from '../houses/index.ts';
import { forgetUnusedNumber, tiesLeft } from '../identity/index.ts';
import { createOutbox, forgetUnusedWays } from '../notifications/index.ts';
import { createHolderStore, projectHolders } from '../passes/index.ts';
import { createGrantStore } from '../permissions/index.ts';
import { createPhotoStore, forgetFile } from '../photos/index.ts';
import { systemClock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { type ItemChange, takeChanges } from '../platform/table-stream.ts';
import {
  createDesk,
  createDeskRowStore,
  followPhotos,
  projectRequests,
  takeBackTasks,
  tellOfRequest,
} from '../requests/index.ts';
import { createInvitationStore, followVisit } from '../visitors/index.ts';
import { tellOfWhistle } from '../whistles/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const holders = createHolderStore(table);
const pairs = createReplayPairStore(table);
const occupancy = createOccupancyStore(table);
const deskRows = createDeskRowStore(table);
const photos = createPhotoStore(table);
const files = adapters.photoRemovalOfEnvironment();
const desk = {
  ...createDesk(table),
  grants: createGrantStore(table),
  lineages: createLineages(table),
  compounds: createCompoundStore(table),
};
const visiting = {
  outbox: createOutbox(table),
  invitations: createInvitationStore(table),
  scans: createScanStore(table),
};
const telling = { outbox: createOutbox(table) };
const noteDecision = noteServerDecisions(createGateDayStore(table));

async function take(change: ItemChange): Promise<void> {
  await projectHolders(holders, change);
  await reportReplayPairs(pairs, change, systemClock());
  await noteDecision(change);
  const left = await tiesLeft(table, change);
  await forgetUnusedNumber(table, left);
  await forgetUnusedWays(table, left, systemClock());
  await followPhotos({ photos }, change, systemClock());
  await forgetFile({ files }, change);
  await projectOccupancy(occupancy, change, systemClock());
  await projectRequests(deskRows, change);
  await takeBackTasks(desk, change, systemClock());
  await tellOfRequest(telling, change);
  await tellOfWhistle(telling, change);
  await followVisit(visiting, change);
  reportOldLists(stderrLog, change);
}

/** Takes what changed in the table, in order. */
export const handler = (event: unknown) => takeChanges(event, take, stderrLog);
