import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { KeptDocument } from '../documents/kept-document.ts';
import type { DeviceKeys } from '../enrolment/device-keys.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import type { QueuedOpening } from '../openings/queued-opening.ts';
import type { KeptBatch, QueuedScan } from '../queue/queued-scan.ts';
import type { EndedShift, OpenShift } from '../shift/open-shift.ts';

type Schema = DBSchema & {
  /** `current`: this browser as a gate device. `draft`: its keys while the enrolment is on its way. */
  device: { key: 'current'; value: EnrolledDevice };
  deviceKeys: { key: 'draft'; value: DeviceKeys };
  shift: { key: 'current'; value: OpenShift };
  /** Shifts that ended here and that the server has not heard of. */
  endedShifts: { key: string; value: EndedShift };
  documents: { key: 'keys' | 'state' | 'holders'; value: KeptDocument };
  /**
   * Last pair of server time and wall clock, proofs already accepted, how many scans wait and how
   * many are refused, wrong PINs, the last word left, numbers that no card has.
   */
  state: {
    key: 'time' | 'seen' | 'queued' | 'pinTries' | 'leftWord' | 'unknownNumbers' | 'letIns';
    value: unknown;
  };
  scans: { key: [number, number]; value: QueuedScan };
  batches: { key: [number, number]; value: KeptBatch; indexes: { unsent: [number, number] } };
  openings: { key: [number, number]; value: QueuedOpening };
  /** The next batch number of each boot. */
  boots: { key: number; value: number };
};

export type GuardDatabase = IDBPDatabase<Schema>;

/** On disk, not only handed to the operating system: a scan may not be lost with the battery. */
export const DURABLE: IDBTransactionOptions = { durability: 'strict' };

/** 2: openings by hand. 3: unsent batches are found, and what waits is counted, without reading all. */
const VERSION = 3;

export function openGuardDatabase(): Promise<GuardDatabase> {
  return openDB<Schema>('xq-guard', VERSION, {
    async upgrade(database, from, _, change) {
      if (from < 2) {
        database.createObjectStore('openings', { keyPath: ['opening.boot', 'opening.seq'] });
      }
      if (from >= 1) {
        if (from < 3) await countWhatWaits(change);
        return;
      }
      database.createObjectStore('device');
      database.createObjectStore('deviceKeys');
      database.createObjectStore('shift');
      database.createObjectStore('endedShifts', { keyPath: 'shiftId' });
      database.createObjectStore('documents');
      database.createObjectStore('state');
      database.createObjectStore('scans', { keyPath: ['boot', 'scan.seq'] });
      const batches = database.createObjectStore('batches', { keyPath: ['boot', 'batch'] });
      batches.createIndex('unsent', 'unsent');
      database.createObjectStore('boots');
    },
    // The browser closed it under the page: what is on the disk is all there after a new start.
    terminated: () => location.reload(),
  });
}

type Upgrade = IDBPTransaction<Schema, ArrayLike<StoreNames<Schema>>, 'versionchange'>;

/** What an earlier release left here is in no index and no count yet. */
async function countWhatWaits(change: Upgrade): Promise<void> {
  const batches = change.objectStore('batches');
  batches.createIndex('unsent', 'unsent');
  const counts = { waiting: await change.objectStore('scans').count(), refused: 0 };
  for (const batch of await batches.getAll()) {
    counts[batch.refused ? 'refused' : 'waiting'] += batch.scans.length;
    if (!batch.refused) await batches.put({ ...batch, unsent: [batch.cutAt, batch.batch] });
  }
  await change.objectStore('state').put(counts, 'queued');
}
