import { type GuardOpenings, guardOpenings } from '../openings/guard-openings.ts';
import { openingQueueIn } from '../openings/opening-queue-browser.ts';
import { type GuardDatabase, openGuardDatabase } from './guard-database.ts';

/**
 * The emergency of a window that has no gatehouse: another window has it, or the browser keeps
 * nothing. What can be written down goes up with that other window's; what cannot is said.
 * @returns undefined where the device is known to be no gate's
 */
export async function strandedOpenings(): Promise<GuardOpenings | undefined> {
  const [boot = 0] = crypto.getRandomValues(new Uint32Array(1));
  const held = await briefly(async (database) => ({
    device: await database.get('device', 'current'),
    shift: await database.get('shift', 'current'),
  })).catch(() => undefined);
  if (held !== undefined && held.device === undefined) return undefined;
  const openings = guardOpenings({
    boot,
    queue: {
      keep: (opening) => briefly((database) => openingQueueIn(database).keep(opening)),
      explain: (name, reason) =>
        briefly((database) => openingQueueIn(database).explain(name, reason)),
      listUnexplained: () => briefly((database) => openingQueueIn(database).listUnexplained()),
    },
    shiftId: () => held?.shift?.shiftId,
    now: Date.now,
    onKept: () => undefined,
    onFault: (fault) => console.error(fault),
  });
  // Nothing to read from: the emergency is there all the same.
  await openings.load().catch(() => undefined);
  return openings;
}

/** Holds the database no longer than it is used, so that no newer page waits for this window. */
async function briefly<T>(use: (database: GuardDatabase) => Promise<T>): Promise<T> {
  const database = await openGuardDatabase();
  try {
    return await use(database);
  } finally {
    database.close();
  }
}
