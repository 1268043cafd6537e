import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { unwrap } from 'idb';
import { type GuardDatabase, openGuardDatabase } from '../../web/guard/app/guard-database.ts';

/** A page's hold on the disk: one connection, and what is under way on it. */
type Hold = {
  readonly running: Set<IDBTransaction>;
  dead: boolean;
  /** Answers that the page still hears before it dies. */
  left: number | undefined;
  die(): void;
};

const holds = new WeakMap<object, Hold>();

/** Whose events these are: of a connection, of a transaction on it, or of a request inside that. */
function holdOf(target: object, event: Event): Hold | undefined {
  const { transaction } = Object(target);
  const database = target instanceof IDBTransaction ? target.db : transaction?.db;
  // A request that was aborted before it was begun knows of no transaction, but its event does.
  const [way]: object[] = Object(event).eventPath;
  return holds.get(database ?? way ?? target);
}

// A page that is gone hears nothing: its promises never settle, as after a flat battery.
const events = Object.getPrototypeOf(IDBTransaction.prototype);
const dispatch: (this: object, event: Event) => boolean = events.dispatchEvent;
events.dispatchEvent = function dispatchEvent(this: object, event: Event): boolean {
  const hold = holdOf(this, event);
  if (hold === undefined) return dispatch.call(this, event);
  if (this instanceof IDBTransaction && event.type !== 'error') hold.running.delete(this);
  if (!hold.dead && hold.left !== undefined && hold.left-- === 0) hold.die();
  return hold.dead || dispatch.call(this, event);
};

/** A transaction that has already failed for want of room is undone, and says so by throwing. */
function undo(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (fault) {
    if (!(fault instanceof DOMException && fault.name === 'InvalidStateError')) throw fault;
  }
}

/** The last request asked of a transaction fails as the browser's do when there is no room. */
function failForWantOfRoom(transaction: IDBTransaction): void {
  const asked: { operation: () => unknown }[] = Object(transaction)._requests;
  const last = asked.at(-1);
  if (last === undefined) return;
  last.operation = () => {
    throw new DOMException('there is no room left', 'QuotaExceededError');
  };
}

export type PageDisk = ReturnType<typeof newPageDisk>;

/** The disk of one device, with IndexedDB on it, which outlives the pages that use it. */
export function newPageDisk() {
  const factory = new IDBFactory();
  let full = false;
  const held: Hold[] = [];

  return {
    /** For what an earlier release left on it. */
    factory,
    /** What is full takes no write; what it holds can be read and deleted. */
    fill: (isFull: boolean) => {
      full = isFull;
    },
    /** Whether a transaction of a living page is under way. */
    isBusy: () => held.some(({ dead, running }) => !dead && running.size > 0),

    /** The page's own database, opened by a page that has just started. */
    async open(onDeath: () => void = () => undefined) {
      let noteDeath: () => void = () => undefined;
      const death = new Promise<undefined>((resolve) => {
        noteDeath = () => resolve(undefined);
      });
      globalThis.indexedDB = factory;
      const database: GuardDatabase = await openGuardDatabase();
      const connection = unwrap(database);
      const hold: Hold = {
        running: new Set(),
        dead: false,
        left: undefined,
        die() {
          if (hold.dead) return;
          hold.dead = true;
          // What was not committed has never been.
          for (const transaction of hold.running) undo(transaction);
          hold.running.clear();
          connection.close();
          held.splice(held.indexOf(hold), 1);
          noteDeath();
          onDeath();
        },
      };
      held.push(hold);
      holds.set(connection, hold);
      const begin = connection.transaction.bind(connection);
      connection.transaction = (stores, mode, options) => {
        const transaction = begin(stores, mode, options);
        hold.running.add(transaction);
        if (full && mode === 'readwrite') {
          const storeOf = transaction.objectStore.bind(transaction);
          transaction.objectStore = (name) => {
            const store = storeOf(name);
            for (const write of ['put', 'add'] as const) {
              const ask = IDBObjectStore.prototype[write];
              store[write] = (value, key) => {
                const request = ask.call(store, value, key);
                failForWantOfRoom(transaction);
                return request;
              };
            }
            return store;
          };
        }
        return transaction;
      };
      return {
        database,
        die: hold.die,
        death,
        /** The page dies when the disk has answered it so many times more. */
        dieAfter(answers: number | undefined) {
          hold.left = answers;
        },
      };
    },
  };
}
