import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import type { Table } from '../../functions/platform/table.ts';
import { writeWhole } from './data-folder.ts';

/** A gate learns of a new pass within this and its own refresh. */
const POLL_EVERY_MS = 200;
/** A change that is refused is tried again ever more slowly; behind it the others wait. */
const FIRST_RETRY_MS = 200;
const SLOWEST_RETRY_MS = 10_000;
const RECORDS_A_BATCH = 100;

/** Shard → the last change that was taken. */
const Checkpoints = z.record(z.string(), z.string());
type Checkpoints = z.infer<typeof Checkpoints>;

const BatchAnswer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })),
});

export type StreamReader = {
  /** Fulfilled once everything was taken that had changed before, and when it is stopped. */
  readonly caughtUp: Promise<void>;
  stop(): Promise<void>;
};

type Parts = {
  readonly table: Table;
  readonly streams: DynamoDBStreamsClient;
  /** Where it is noted how far the changes were taken. */
  readonly checkpointPath: string;
  readonly take: (event: unknown) => Promise<unknown>;
  /** How often it looks; what came meanwhile is taken together. */
  readonly everyMs?: number;
};

/** As Lambda writes it: bytes in base64, times in seconds. */
function asInEvent(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asInEvent);
  if (value instanceof Date) return value.getTime() / 1_000;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asInEvent(part)]));
}

function readCheckpoints(path: string): Checkpoints {
  if (!existsSync(path)) return {};
  try {
    return Checkpoints.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Everything is read again from the oldest change: taking a change twice changes nothing.
    return {};
  }
}

const sequenceOf = (record: StreamRecord): string => record.dynamodb?.SequenceNumber ?? '';

/**
 * Hands the table's changes to the stream function in their order, as Lambda's event source does:
 * in batches, again from the change that failed, and on from where the last start ended.
 */
export async function readStream({
  table,
  streams,
  checkpointPath,
  take,
  everyMs = POLL_EVERY_MS,
}: Parts): Promise<StreamReader> {
  const described = await table.documents.send(new DescribeTableCommand({ TableName: table.name }));
  const arn = described.Table?.LatestStreamArn;
  if (arn === undefined) throw new Error('the table has no stream');
  const checkpoints = readCheckpoints(checkpointPath);
  const ended = new AbortController();
  let noteCaughtUp = (): void => {};
  const caughtUp = new Promise<void>((resolve) => {
    noteCaughtUp = resolve;
  });

  const pause = (ms: number) =>
    after(ms, undefined, { signal: ended.signal }).catch(() => undefined);

  async function iteratorFor(shard: string): Promise<string | undefined> {
    const last = checkpoints[shard];
    const from =
      last === undefined
        ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
        : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last } as const);
    try {
      const found = await streams.send(
        new GetShardIteratorCommand({ StreamArn: arn, ShardId: shard, ...from }),
      );
      return found.ShardIterator;
    } catch (error) {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      delete checkpoints[shard];
      return undefined;
    }
  }

  /** @returns whether all were taken */
  async function takeBatch(shard: string, records: readonly StreamRecord[]): Promise<boolean> {
    const event = {
      Records: records.map((record) => asInEvent({ ...record, eventSourceARN: arn })),
    };
    const { batchItemFailures } = BatchAnswer.parse(await take(event));
    const failed = batchItemFailures[0]?.itemIdentifier;
    const end =
      failed === undefined ? records.length : records.findIndex((r) => sequenceOf(r) === failed);
    const lastTaken = records[end - 1];
    if (lastTaken !== undefined) {
      checkpoints[shard] = sequenceOf(lastTaken);
      writeWhole(checkpointPath, JSON.stringify(checkpoints));
    }
    return failed === undefined;
  }

  /** @returns whether there was something and all of it was taken */
  async function readShard(shard: string): Promise<boolean> {
    const iterator = await iteratorFor(shard);
    if (iterator === undefined) return false;
    const { Records = [] } = await streams.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: RECORDS_A_BATCH }),
    );
    if (Records.length === 0) return false;
    if (await takeBatch(shard, Records)) return true;
    throw new Error('a change was refused');
  }

  async function readAll(): Promise<boolean> {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
    let more = false;
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      if (ShardId !== undefined && (await readShard(ShardId))) more = true;
    }
    return more;
  }

  async function readOn(): Promise<void> {
    let retryAfter = FIRST_RETRY_MS;
    while (!ended.signal.aborted) {
      try {
        if (!(await readAll())) {
          noteCaughtUp();
          await pause(everyMs);
        }
        retryAfter = FIRST_RETRY_MS;
      } catch {
        await pause(retryAfter);
        retryAfter = Math.min(retryAfter * 2, SLOWEST_RETRY_MS);
      }
    }
  }

  const reading = readOn();
  return {
    caughtUp,
    stop: async () => {
      ended.abort();
      await reading;
      noteCaughtUp();
    },
  };
}
