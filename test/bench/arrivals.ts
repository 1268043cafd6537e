import { createServer } from 'node:http';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { ArrivalVerdict } from '../../shared/messages/arrivals.ts';
import { SLOT_MS } from '../../shared/time/slot.ts';
import { visitorsDesk } from '../functions/visitors/visitors-desk.ts';
import { countingTable } from '../support/counting-table.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import { listenOnLoopback } from '../support/loopback.ts';
import { newVisitorPhone, type VisitorPhone } from '../support/visitor-phone.ts';
import type { Figure, Subject } from './figure.ts';

/** One link for a group after another, until so many have a code. */
const ARRIVALS = 500;
const A_GROUP = 60;
const WARM_UP = 60;
const DECISIONS = `/api/v1/arrivals/gates/${GATES.east}/decisions`;

type Fetching = (request: Request) => Response | Promise<Response>;
const serve = (answer: Fetching) => listenOnLoopback(createServer(getRequestListener(answer)));

const p95 = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * 0.95)] ?? Number.NaN;

async function invited({ house, desk }: Guests, count: number): Promise<VisitorPhone[]> {
  const phones: VisitorPhone[] = [];
  while (phones.length < count) {
    const invitation = await desk.invite({ most: A_GROUP });
    for (let n = 0; n < A_GROUP && phones.length < count; n++) {
      const phone = newVisitorPhone();
      // Each from a home of their own.
      const { status, code, body } = await desk.openAs(
        phone,
        invitation.link,
        `203.0.113.${phones.length % 250}:1`,
      );
      if (status !== 200) throw new Error(`${status} ${code} ${house.lines.at(-1)}`);
      phone.keep(Object(body).pass);
      phones.push(phone);
    }
  }
  return phones;
}
type Guests = { readonly house: Gatehouse; readonly desk: ReturnType<typeof visitorsDesk> };

/** A route that reads and writes what an arrival does, and does nothing else. */
function plainRoute({ table }: TestEngine): Fetching {
  const Key = { pk: 'plain#visits', sk: 'visit#1' };
  let turn = 0;
  const app = new Hono();
  app.post(DECISIONS, async (c) => {
    await c.req.json();
    await table.documents.send(new GetCommand({ TableName: table.name, Key }));
    await table.documents.send(
      new UpdateCommand({
        TableName: table.name,
        Key,
        UpdateExpression: 'SET turn = :turn, stays = :stays, decided = :decided',
        ConditionExpression: 'attribute_not_exists(turn) OR turn < :turn',
        ExpressionAttributeValues: {
          ':turn': ++turn,
          ':stays': { inv: { name: '老王', building: '3幢', type: 'guest', entered: turn } },
          ':decided': ['dev_1_0000000000000001 1 1 gat_1_1 allow ok in 1 inv'],
        },
      }),
    );
    return c.json({ outcome: 'allow', reason: 'ok', class: 'visitor' });
  });
  return (request) => app.fetch(request);
}

async function arrive(
  endpoint: string,
  {
    house,
    device,
    phone,
    seq,
  }: { house: Gatehouse; device: GatePhone; phone: VisitorPhone; seq: number },
): Promise<number> {
  const body = JSON.stringify({
    boot: 1,
    seq,
    code: phone.showAt(house.clock()),
    direction: 'in',
  });
  const signed = { method: 'POST', path: DECISIONS, body };
  const authorization = device.authorize(signed, house.clock());
  const headers = { authorization, 'content-type': 'application/json' };
  const from = performance.now();
  const answer = await fetch(endpoint + DECISIONS, { method: 'POST', headers, body });
  const { reason } = ArrivalVerdict.parse(await answer.json());
  if (reason !== 'ok') throw new Error(`somebody who was invited was ${reason}`);
  return performance.now() - from;
}

async function measureOn(engine: TestEngine): Promise<Figure[]> {
  await layGates(engine.table);
  const clock = fixedClock();
  const setting = await openGatehouse(engine.table, clock);
  const device = await setting.deviceAt(GATES.east);
  const guests = { house: setting, desk: visitorsDesk(setting) };
  const phones = await invited(guests, ARRIVALS + WARM_UP);

  const { table, units } = countingTable(engine);
  const house = await openGatehouse(table, clock, setting.issuer);
  const ours = await serve((request) => house.apps.arrivals.fetch(request));
  const plain = await serve(plainRoute(engine));
  const times: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  let before = units();
  for (const [seq, phone] of phones.entries()) {
    if (seq === WARM_UP) before = units();
    clock.advance(SLOT_MS);
    const one = { house, device, phone, seq };
    const took = await arrive(ours.endpoint, one);
    const beside = await arrive(plain.endpoint, one);
    if (seq < WARM_UP) continue;
    times.ours.push(took);
    times.plain.push(beside);
  }
  const after = units();
  await ours.stop();
  await plain.stop();
  table.documents.destroy();
  return [
    {
      name: 'arrivals.serverDecided.ratio',
      value: p95(times.ours) / p95(times.plain),
      unit: 'ratio',
      target: { atMost: 1.5 },
      note: `p95 of ${ARRIVALS} arrivals over that of a route with the same reads and writes alone`,
    },
    {
      name: 'arrivals.writeUnits',
      value: (after.written - before.written) / ARRIVALS,
      unit: 'units',
      target: { atMost: 2 },
      note: 'an arrival, until the guard sees it',
    },
    {
      name: 'arrivals.readUnits',
      value: (after.read - before.read) / ARRIVALS,
      unit: 'units',
      note: 'an arrival, each 5 s after the last',
    },
  ];
}

/** Somebody who was invited comes: what it costs, and how long the guard waits. */
export const arrivals: Subject = {
  names: ['arrivals'],
  measure: async () => {
    const engine = await startEngine();
    try {
      return await measureOn(engine);
    } finally {
      await engine.stop();
    }
  },
};
