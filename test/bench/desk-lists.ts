import { createDeskRowStore, projectRequests } from '../../functions/requests/index.ts';
import { MANAGER, REPAIRER, requestDesk } from '../functions/requests/request-desk.ts';
import { countingTable, type Units } from '../support/counting-table.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { type Answered, openGatehouse } from '../support/gatehouse.ts';
import { layGates } from '../support/gates.ts';
import { itemsOf } from '../support/table-items.ts';
import { costOf, type Measured, streamCostOf } from './cost-model.ts';
import type { Figure, Subject } from './figure.ts';

/** A busy desk of a large compound. */
const OPEN = 100;
/** One phone asks for forty things a day at most. */
const APART_MS = 2_400_000;
const COMPOUNDS = 52;
const REQUESTS_A_DAY = 1_000;
const DAYS = 30;
/** Of each request: looks of staff at their lists, and of whoever asked at theirs. */
const LISTS_A_REQUEST = 10;
const OWN_A_REQUEST = 5;
/** Eight hours a day in each compound, once a minute. */
const BOARDS_A_DAY = COMPOUNDS * 480;
const MINUTES_A_DAY = 1_440;
/** As measured here, on a warm process; of a function's processor time a first estimate. */
const usedMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

type Counted = { readonly name: string; readonly taken: Measured; readonly queries: number };

async function figuresOf(engine: TestEngine): Promise<Figure[]> {
  await layGates(engine.table);
  const { table, units } = countingTable(engine);
  let queries = 0;
  table.documents.middlewareStack.add(
    (next, { commandName }) =>
      (step) => {
        if (commandName === 'QueryCommand') queries++;
        return next(step);
      },
    { step: 'initialize', name: 'countQueries' },
  );
  const clock = fixedClock();
  const house = await openGatehouse(table, clock);
  const desk = requestDesk(house);
  const rows = createDeskRowStore(table);
  const counted: Counted[] = [];
  const difference = (after: Units, before: Units): Units => ({
    read: after.read - before.read,
    written: after.written - before.written,
  });
  async function count<Value>(name: string, act: () => Promise<Value>): Promise<Value> {
    const [before, queriesBefore, since] = [units(), queries, process.cpuUsage()];
    const value = await act();
    const taken = { ...difference(units(), before), cpuMs: usedMs(since) };
    counted.push({ name, taken, queries: queries - queriesBefore });
    return value;
  }
  async function answered(name: string, act: () => Promise<Answered>): Promise<Answered> {
    const answer = await count(name, act);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.code}`);
    return answer;
  }

  await desk.onTheBooks(MANAGER);
  await desk.onTheBooks(REPAIRER);
  for (let one = 0; one < OPEN; one++) {
    await desk.askFor();
    clock.advance(APART_MS);
  }
  const request = Object((await answered('step: submit', () => desk.askFor())).body).requestId;
  await house.deliverRequests();
  const find = async () =>
    (await itemsOf(engine.table)).find(({ pk }) => pk === `cmp_1#request#${request}`);
  let before = await find();
  for (const [name, act] of [
    ['claim', () => desk.claim(REPAIRER, request)],
    ['start', () => desk.work(REPAIRER, request, { step: 'start' })],
    ['note', () => desk.work(REPAIRER, request, { step: 'note', note: '下午三点到' })],
    ['finish', () => desk.work(REPAIRER, request, { step: 'finish', note: '换了水管' })],
    ['rate', () => desk.stepOwn(request, { step: 'rate', service: 3 })],
    ['close', () => desk.close(request)],
  ] as const) {
    await answered(`step: ${name}`, act);
    const after = await find();
    const change = { ...(before && { before }), ...(after && { after }) };
    await count(`stream: ${name}`, () => projectRequests(rows, change));
    before = after;
    const read = () => desk.asStaff(MANAGER, 'GET', `/api/v1/manager/requests/${request}`);
    await answered('read', read);
  }
  await answered('board', () => desk.list(MANAGER));
  await answered('list: waiting', () => desk.list(REPAIRER, '/open-to-me'));
  await answered('list: mine', () => desk.list(REPAIRER, '/mine'));
  await answered('own', () => desk.asResident('GET', `/requests/${request}`));
  await count('due', () => house.stores.desk.requests.listDue('cmp_1', clock(), 500));

  const of = (name: string) => counted.filter((one) => one.name.startsWith(name));
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
  const mean = (name: string, cost: (taken: Measured) => number) =>
    sum(of(name).map(({ taken }) => cost(taken))) / of(name).length;
  const http = (taken: Measured) => costOf(taken, 4);
  const steps = sum(of('step: ').map(({ taken }) => http(taken)));
  const changes = sum(of('stream: ').map(({ taken }) => streamCostOf(taken)));
  const [submitted] = of('stream: ');
  const life =
    steps +
    changes +
    (submitted === undefined ? 0 : streamCostOf(submitted.taken)) +
    of('read').length * mean('read', http) +
    LISTS_A_REQUEST * mean('list: ', http) +
    OWN_A_REQUEST * mean('own', http);
  const aDay =
    REQUESTS_A_DAY * life +
    BOARDS_A_DAY * mean('board', http) +
    MINUTES_A_DAY * COMPOUNDS * mean('due', streamCostOf);
  const unitsOf = (name: string) =>
    of(name)
      .map((one) => `${one.name.replace(/^.*: /, '')} ${one.taken.read}/${one.taken.written}`)
      .join(', ');
  return [
    {
      name: 'desk.openList.queries',
      value: sum(of('board').map((one) => one.queries)),
      unit: 'queries',
      target: { atMost: 1 },
      note: `${OPEN} open, by state, through the API: ${sum(of('board').map(({ taken }) => taken.read))} read units with who asks; waiting and tasks ${unitsOf('list: ')}`,
    },
    {
      name: 'cost.desk.usdPerMonth',
      value: aDay * DAYS,
      unit: 'US$',
      note: `${REQUESTS_A_DAY} requests a day, ${COMPOUNDS} compounds; a request's life US$ ${(life * 1_000).toFixed(3)} a thousand; read/written units: ${unitsOf('step: ')}; stream ${unitsOf('stream: ')}`,
    },
  ];
}

/** What the lists of the service desk ask of the table, and what a desk costs a month. */
export const deskLists: Subject = {
  names: ['desk.openList', 'cost.desk'],
  measure: async () => {
    const engine = await startEngine();
    try {
      return await figuresOf(engine);
    } finally {
      await engine.stop();
    }
  },
};
