import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createLineages } from '../../functions/compounds/index.ts';
import { createGrantStore } from '../../functions/permissions/index.ts';
import { putAll } from '../../functions/platform/batch-dynamo.ts';
import { rowsOf } from '../../functions/requests/desk-rows.ts';
import {
  createDesk,
  createDeskRowStore,
  projectRequests,
  runDesk,
} from '../../functions/requests/index.ts';
import { onTheClock } from '../../functions/requests/on-the-clock.ts';
import type { StoredRequest } from '../../functions/requests/request.ts';
import { requestKey } from '../../functions/requests/request-keys.ts';
import { FIRST_DESK_CALENDAR } from '../../shared/desk/desk-calendar.ts';
import { ASKED, aRequest, DAY, MINUTE } from '../functions/requests/a-request.ts';
import { countingTable } from '../support/counting-table.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { layStreet } from '../support/street.ts';
import type { Figure, Subject } from './figure.ts';

const FEW = 1_000;
const MANY = 100_000;
/** Of as many as are open, so many are due at each of the two minutes. */
const DUE = 20;
const AT_A_TIME = 1_000;

/** The nth of the desk: due at a minute of its own, or in a month. */
function open(n: number, dueAt: number): StoredRequest {
  const request = aRequest({
    requestId: `req_1_${String(n).padStart(16, '0')}`,
    deadline: { minutes: 120, by: 'clock' },
    dueAt,
  });
  return onTheClock(undefined, request, { calendar: FIRST_DESK_CALENDAR, now: ASKED });
}

async function seed(engine: TestEngine, requests: readonly StoredRequest[]): Promise<void> {
  for (let start = 0; start < requests.length; start += AT_A_TIME) {
    const items = requests
      .slice(start, start + AT_A_TIME)
      .flatMap((one) => [{ ...requestKey(one.requestId), ...one }, ...rowsOf(one)]);
    await putAll(engine.table, items);
  }
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

async function measure(): Promise<Figure[]> {
  const engine = await startEngine();
  // Each write to the embedded engine's stream takes longer than the one before; nobody reads it.
  await engine.table.documents.send(
    new UpdateTableCommand({
      TableName: engine.table.name,
      StreamSpecification: { StreamEnabled: false },
    }),
  );
  try {
    await layStreet(engine.table);
    const { table, units } = countingTable(engine);
    const ports = {
      ...createDesk(table),
      grants: createGrantStore(table),
      lineages: createLineages(table),
      log: { info: () => undefined, fault: () => undefined },
    };
    const rows = createDeskRowStore(engine.table);
    /** What one minute costs that finds so many due; what it did is put into the lists afterwards. */
    async function unitsOf(due: readonly StoredRequest[], now: number): Promise<number> {
      const before = units();
      const found = await runDesk(ports, 'cmp_1', now);
      if (found !== DUE) throw new Error(`${found} were due`);
      const after = units();
      for (const request of due) {
        const stepped = await ports.requests.findRequest(request.requestId);
        if (stepped === undefined) throw new Error('it was just stepped');
        const item = (one: StoredRequest) => ({ ...requestKey(one.requestId), ...one });
        await projectRequests(rows, { before: item(request), after: item(stepped) });
      }
      return after.read - before.read + after.written - before.written;
    }
    // Reminded half an hour before the deadline; the second minute comes before the first ones' own.
    const [first, second] = [ASKED + DAY, ASKED + DAY + 20 * MINUTE];
    const dueAt = (minute: number) => minute + 30 * MINUTE;
    const early = range(0, DUE).map((n) => open(n, dueAt(first)));
    const later = range(DUE, 2 * DUE).map((n) => open(n, dueAt(second)));
    const far = (n: number) => open(n, ASKED + 30 * DAY + n * MINUTE);
    await seed(engine, [...early, ...later, ...range(2 * DUE, FEW).map(far)]);
    const few = await unitsOf(early, first);
    await seed(engine, range(FEW, MANY).map(far));
    const many = await unitsOf(later, second);
    return [
      {
        name: 'desk.due.unitsVs100k',
        value: many / few,
        unit: 'ratio',
        target: { atMost: 1.1 },
        note: `${DUE} due, each reminded: ${few} units of ${FEW} open, ${many} of ${MANY}`,
      },
    ];
  } finally {
    await engine.stop();
  }
}

/** What a minute of the desk's clock costs, with a thousand open requests and with a hundred thousand. */
export const deskClock: Subject = { names: ['desk.due.unitsVs100k'], measure };
