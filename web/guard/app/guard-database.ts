import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KeptDocument } from '../documents/kept-document.ts';
import type { DeviceKeys } from '../enrolment/device-keys.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import type { QueuedOpening } from '../openings/queued-opening.ts';
import type { QueuedBatch, QueuedScan } from '../queue/queued-scan.ts';
import type { EndedShift, OpenShift } from '../shift/open-shift.ts';

type Schema = DBSchema & {
  /** `current`: this browser as a gate device. `draft`: its keys while the enrolment is on its way. */
  device: { key: 'current'; value: EnrolledDevice };
  deviceKeys: { key: 'draft'; value: DeviceKeys };
  shift: { key: 'current'; value: OpenShift };
  /** Shifts that ended here and that the server has not heard of. */
  endedShifts: { key: string; value: EndedShift };
  documents: { key: 'keys' | 'state' | 'holders'; value: KeptDocument };
  /** Last pair of server time and wall clock, proofs already accepted, wrong PINs, the last word left, numbers that no card has. */
  state: {
    key: 'time' | 'seen' | 'pinTries' | 'leftWord' | 'unknownNumbers';
    value: unknown;
  };
  scans: { key: [number, number]; value: QueuedScan };
  batches: { key: [number, number]; value: QueuedBatch & { readonly cutAt: number } };
  openings: { key: [number, number]; value: QueuedOpening };
  /** The next batch number of each boot. */
  boots: { key: number; value: number };
};

export type GuardDatabase = IDBPDatabase<Schema>;

/** On disk, not only handed to the operating system: a scan may not be lost with the battery. */
export const DURABLE: IDBTransactionOptions = { durability: 'strict' };

/** 2: openings by hand. */
const VERSION = 2;

export function openGuardDatabase(): Promise<GuardDatabase> {
  return openDB<Schema>('xq-guard', VERSION, {
    upgrade(database, from) {
      if (from < 2) {
        database.createObjectStore('openings', { keyPath: ['opening.boot', 'opening.seq'] });
      }
      if (from >= 1) return;
      database.createObjectStore('device');
      database.createObjectStore('deviceKeys');
      database.createObjectStore('shift');
      database.createObjectStore('endedShifts', { keyPath: 'shiftId' });
      database.createObjectStore('documents');
      database.createObjectStore('state');
      database.createObjectStore('scans', { keyPath: ['boot', 'scan.seq'] });
      database.createObjectStore('batches', { keyPath: ['boot', 'batch'] });
      database.createObjectStore('boots');
    },
    // The browser closed it under the page: what is on the disk is all there after a new start.
    terminated: () => location.reload(),
  });
}
