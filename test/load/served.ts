import { createPrivateKey } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import { reportReplayPairs } from '../../functions/gates/index.ts';
import { projectHolders } from '../../functions/passes/index.ts';
import { stderrLog } from '../../functions/platform/log.ts';
import { openTable, type Table } from '../../functions/platform/table.ts';
import { takeChanges } from '../../functions/platform/table-stream.ts';
import { openServer } from '../../infra/local/server.ts';
import { readStream } from '../../infra/local/streams.ts';
import { functionFor } from '../../infra/paths.ts';
import { openGatehouse } from '../support/gatehouse.ts';
import { keyPairOf } from '../support/key-pair.ts';
import { Partitions, partitionsNamedIn } from './partitions.ts';

/**
 * The server under load, in a process of its own: every function behind the local server, the
 * stream's consumer beside them, and an account of what each partition was asked.
 */
const {
  LOAD_ENGINE: endpoint,
  LOAD_TABLE: name,
  LOAD_ISSUER: issuerPem,
} = z
  .object({ LOAD_ENGINE: z.url(), LOAD_TABLE: z.string(), LOAD_ISSUER: z.string() })
  .parse(process.env);

export type Report = {
  readonly read: number;
  readonly written: number;
  readonly hottestWritten: ReturnType<Partitions['hottest']>;
  readonly hottestRead: ReturnType<Partitions['hottest']>;
};

const READS = /^(Get|Query|BatchGet|Scan|TransactGet)/;

function unitsIn(output: unknown): number {
  const { ConsumedCapacity }: { ConsumedCapacity?: unknown } = Object(output);
  return [ConsumedCapacity ?? []]
    .flat()
    .reduce<number>((sum, one) => sum + Number(Object(one).CapacityUnits ?? 0), 0);
}

function watched(current: () => Partitions): Table {
  const table = openTable({
    name,
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  table.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (step) => {
        const input = { ...step.input, ReturnConsumedCapacity: 'TOTAL' };
        const result = await next({ ...step, input });
        const kind = READS.test(commandName) ? 'read' : 'written';
        current().note(partitionsNamedIn(step.input), kind, unitsIn(result.output), Date.now());
        return result;
      },
    { step: 'initialize', name: 'notePartitions' },
  );
  return table;
}

const realClock = Object.assign(() => Date.now(), { advance: () => {}, set: () => {} });
let partitions = new Partitions();
const table = watched(() => partitions);
const issuer = keyPairOf(createPrivateKey(issuerPem));
const { apps, stores } = await openGatehouse(table, realClock, issuer);

const stream = await readStream({
  table,
  streams: new DynamoDBStreamsClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  }),
  checkpointPath: join(mkdtempSync(join(tmpdir(), 'xq-load-')), 'checkpoints.json'),
  take: (event) =>
    takeChanges(
      event,
      async (change) => {
        await projectHolders(stores.holders, change);
        await reportReplayPairs(stores.pairs, change, Date.now());
      },
      stderrLog,
    ),
});

const server = await openServer(0);
server.answerWith((request) => {
  const app = functionFor(new URL(request.url).pathname);
  return app === undefined ? new Response(null, { status: 404 }) : apps[app].fetch(request);
});

process.on('message', async (message) => {
  if (message === 'report') {
    const report: Report = {
      ...partitions.total,
      hottestWritten: partitions.hottest('written', 5),
      hottestRead: partitions.hottest('read', 5),
    };
    process.send?.({ report });
  } else if (message === 'begin') {
    partitions = new Partitions();
  } else if (message === 'stop') {
    await server.stop();
    await stream.stop();
    process.disconnect();
  }
});
process.send?.({ port: server.port });
