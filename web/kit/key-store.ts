import { type IDBPDatabase, openDB } from 'idb';
import type * as z from 'zod';

const RECORDS = 'records';

/**
 * Records that stay on this phone, keys among them: a `CryptoKey` is kept as it is, usable and
 * unreadable. Every call rejects where the browser forbids storage; the caller goes on without.
 */
export interface DeviceRecords {
  /** Undefined where nothing is kept, or what is kept is not of this shape (an older release). */
  read<T extends z.ZodType>(name: string, shape: T): Promise<z.output<T> | undefined>;
  /** Every record whose name begins so and that is of this shape, by their names. */
  list<T extends z.ZodType>(beginning: string, shape: T): Promise<z.output<T>[]>;
  /** Returns when the record is on the disk. */
  write(name: string, record: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  clear(): Promise<void>;
}

/** @param database one a page, such as `xq-resident`: pages share an origin, not their records */
export function openDeviceRecords(database: string): DeviceRecords {
  let opened: Promise<IDBPDatabase> | undefined;
  const open = (): Promise<IDBPDatabase> => {
    opened ??= openDB(database, 1, {
      upgrade: (created) => {
        created.createObjectStore(RECORDS);
      },
      // The browser closed it (storage cleared, disk full): the next call opens it again.
      terminated: () => {
        opened = undefined;
      },
    }).catch((refused: unknown) => {
      opened = undefined;
      throw refused;
    });
    return opened;
  };
  return {
    read: async (name, shape) => shape.safeParse(await (await open()).get(RECORDS, name)).data,
    list: async (beginning, shape) => {
      const names = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
      const kept = await (await open()).getAll(RECORDS, names);
      return kept.flatMap((record) => shape.safeParse(record).data ?? []);
    },
    write: async (name, record) => {
      const transaction = (await open()).transaction(RECORDS, 'readwrite', {
        durability: 'strict',
      });
      await Promise.all([transaction.store.put(record, name), transaction.done]);
    },
    remove: async (name) => (await open()).delete(RECORDS, name),
    clear: async () => (await open()).clear(RECORDS),
  };
}
