import { createServer } from 'node:http';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { Verdict } from '../../shared/messages/gates.ts';
import { SLOT_MS, slotAt } from '../../shared/time/slot.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import { listenOnLoopback } from '../support/loopback.ts';
import type { ResidentPhone } from '../support/resident-phone.ts';
import { RESIDENTS } from '../support/street.ts';
import { type Figure, median, type Subject } from './figure.ts';

/** As many as a person may carry; each shows two codes a turn. */
const PHONES_EACH = 4;
const TURNS = 60;
const WARM_UP_TURNS = 10;
const BETWEEN_TURNS_MS = 4 * SLOT_MS;
/** As many requests are under way at once. */
const LANES = 4;
const DECISIONS = `/api/v1/gates/${GATES.east}/decisions`;

type Fetching = (request: Request) => Response | Promise<Response>;

const serve = (answer: Fetching) => listenOnLoopback(createServer(getRequestListener(answer)));

type Sent = { readonly body: string; readonly authorization: string };

/** Milliseconds until all of them are answered. */
async function timeOf(endpoint: string, requests: readonly Sent[]): Promise<number> {
  const waiting = [...requests];
  const from = performance.now();
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { body, authorization } = one;
      const headers = { authorization, 'content-type': 'application/json' };
      const answer = await fetch(endpoint + DECISIONS, { method: 'POST', headers, body });
      const { reason } = Verdict.parse(await answer.json());
      if (reason !== 'ok') throw new Error(`a good scan was ${reason}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return performance.now() - from;
}

/** A route that reads and writes what a decided scan does, and does nothing else. */
function plainRoute({ table }: TestEngine, now: () => number): Fetching {
  let readAt = 0;
  let written = 0;
  const app = new Hono();
  app.post(DECISIONS, async (c) => {
    await c.req.json();
    if (now() - readAt >= 1_000) {
      readAt = now();
      await table.documents.send(
        new GetCommand({ TableName: table.name, Key: { pk: 'cmp_1', sk: 'versions' } }),
      );
    }
    await table.documents.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          pk: `plain#${slotAt(now())}`,
          sk: String(written++),
          verdict: { outcome: 'allow', reason: 'ok', class: 'resident' },
          name: { deviceId: 'dev_1_0000000000000001', boot: 1, seq: written },
          direction: 'in',
          at: now(),
          ttl: Math.ceil(now() / 1000),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return c.json({ outcome: 'allow', reason: 'ok', class: 'resident' });
  });
  return (request) => app.fetch(request);
}

type Desk = {
  readonly house: Gatehouse;
  readonly device: GatePhone;
  readonly phones: readonly ResidentPhone[];
};

async function throughput(engine: TestEngine, { house, device, phones }: Desk): Promise<Figure> {
  const { clock, apps } = house;
  const ours = await serve((request) => apps.guard.fetch(request));
  const plain = await serve(plainRoute(engine, clock));
  let seq = 0;
  const requests = (): Sent[] => {
    clock.advance(BETWEEN_TURNS_MS);
    return [0, -1].flatMap((slots) =>
      phones.map((phone) => {
        const code = phone.showAt(clock() + slots * SLOT_MS);
        const body = JSON.stringify({ boot: 1, seq: ++seq, code, direction: 'in' });
        const signed = { method: 'POST', path: DECISIONS, body };
        return { body, authorization: device.authorize(signed, clock()) };
      }),
    );
  };
  const ratios: number[] = [];
  for (let turn = -WARM_UP_TURNS; turn < TURNS; turn++) {
    const sent = requests();
    // Who comes first pays for what the turn before left to be collected.
    const [first, second] = turn % 2 === 0 ? [ours, plain] : [plain, ours];
    const times = new Map([[first, await timeOf(first.endpoint, sent)]]);
    times.set(second, await timeOf(second.endpoint, sent));
    if (turn >= 0) ratios.push((times.get(plain) ?? 0) / (times.get(ours) ?? 0));
  }
  await ours.stop();
  await plain.stop();
  return {
    name: 'scan.server.throughputRatio',
    value: median(ratios),
    unit: 'ratio',
    target: { atLeast: 0.7 },
    note: 'decided scans a second over a route with the same reads and writes alone',
  };
}

async function measureOn(engine: TestEngine): Promise<Figure> {
  await layGates(engine.table);
  const house = await openGatehouse(engine.table, fixedClock());
  const device = await house.deviceAt(GATES.east);
  const phones: ResidentPhone[] = [];
  for (const resident of [RESIDENTS.father, RESIDENTS.mother, RESIDENTS.child]) {
    for (let n = 0; n < PHONES_EACH; n++) phones.push(await house.phoneOf(resident));
  }
  return throughput(engine, { house, device, phones });
}

/** How fast scans that the server decides pass through it. */
export const scanSpeed: Subject = {
  names: ['scan.server.throughputRatio'],
  measure: async () => {
    const engine = await startEngine();
    try {
      return [await measureOn(engine)];
    } finally {
      await engine.stop();
    }
  },
};
