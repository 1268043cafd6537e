import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJsonLog } from '../../functions/platform/log.ts';
import { type ItemChange, takeChanges } from '../../functions/platform/table-stream.ts';
import { readStream, type StreamReader } from '../../infra/local/streams.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

const quiet = createJsonLog(() => undefined);

let engine: TestEngine;
let checkpointPath: string;
let streams: DynamoDBStreamsClient;
let reader: StreamReader | undefined;
beforeEach(async () => {
  engine = await startEngine();
  streams = new DynamoDBStreamsClient({
    endpoint: engine.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  checkpointPath = join(mkdtempSync(join(tmpdir(), 'xq-stream-')), 'checkpoints.json');
});
afterEach(async () => {
  await reader?.stop();
  reader = undefined;
  streams.destroy();
  await engine.stop();
});

const put = (n: number) =>
  engine.table.documents.send(
    new PutCommand({
      TableName: engine.table.name,
      Item: { pk: 'cmp_1', sk: `item#${n}`, n, bytes: Uint8Array.of(n, 255) },
    }),
  );
const read = async (take: (change: ItemChange) => Promise<void>) => {
  reader = await readStream({
    table: engine.table,
    streams,
    checkpointPath,
    take: (event) => takeChanges(event, take, quiet),
  });
};

describe('the table’s changes', () => {
  it('reach the stream function as they would in the cloud, in order', async () => {
    const taken: ItemChange[] = [];
    await put(1);
    await read(async (change) => {
      taken.push(change);
    });
    await put(2);
    await engine.table.documents.send(
      new DeleteCommand({ TableName: engine.table.name, Key: { pk: 'cmp_1', sk: 'item#1' } }),
    );
    await vi.waitFor(() => expect(taken).toHaveLength(3), 20_000);
    const item = (n: number) => ({
      pk: 'cmp_1',
      sk: `item#${n}`,
      n,
      bytes: Uint8Array.of(n, 255),
    });
    expect(taken).toEqual([{ after: item(1) }, { after: item(2) }, { before: item(1) }]);
  });

  it('come again until they are taken, with none behind them overtaking', async () => {
    const taken: unknown[] = [];
    let refusals = 2;
    for (const n of [1, 2, 3]) await put(n);
    await read(async ({ after }) => {
      if (after?.n === 2 && refusals-- > 0) throw new Error('not now');
      taken.push(after?.n);
    });
    await vi.waitFor(() => expect(taken).toContain(3), 20_000);
    expect(taken).toEqual([1, 2, 3]);
  });

  it('go on after a stop where they were, without coming again', async () => {
    const taken: unknown[] = [];
    const take = async ({ after }: ItemChange) => {
      taken.push(after?.n);
    };
    await put(1);
    await read(take);
    await vi.waitFor(() => expect(taken).toEqual([1]), 20_000);
    await reader?.stop();
    await put(2);
    await read(take);
    await vi.waitFor(() => expect(taken).toEqual([1, 2]), 20_000);
  });
});
