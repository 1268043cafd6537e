import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Log } from './log.ts';

type Item = Readonly<Record<string, unknown>>;

/** One item of the table as it was and as it is; absent before it was made and after it was deleted. */
export type ItemChange = { readonly before?: Item; readonly after?: Item };

const Bytes = z.string().transform((base64) => new Uint8Array(Buffer.from(base64, 'base64')));

/** A value as the event writes it: in base64 where DynamoDB has bytes, and otherwise the same. */
const EventValue: z.ZodType<AttributeValue> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string() }),
    z.strictObject({ BOOL: z.boolean() }),
    z.strictObject({ NULL: z.literal(true) }),
    z.strictObject({ B: Bytes }),
    z.strictObject({ SS: z.array(z.string()) }),
    z.strictObject({ NS: z.array(z.string()) }),
    z.strictObject({ BS: z.array(Bytes) }),
    z.strictObject({ L: z.array(EventValue) }),
    z.strictObject({ M: z.record(z.string(), EventValue) }),
  ]),
);
const Image = z.record(z.string(), EventValue).transform((image): Item => unmarshall(image));

const StreamRecord = z.object({
  SequenceNumber: z.string(),
  OldImage: Image.optional(),
  NewImage: Image.optional(),
});
/** What Lambda hands over for a table's stream, as far as it is used. */
const TableStreamEvent = z.object({ Records: z.array(z.object({ dynamodb: StreamRecord })) });

/** When the change was made, unix seconds. */
const MadeAt = z.number().transform((seconds) => seconds * 1_000);
const TimedEvent = z.object({
  Records: z.array(
    z.object({ dynamodb: StreamRecord.extend({ ApproximateCreationDateTime: MadeAt }) }),
  ),
});
/** A change and when it was made: unix milliseconds, to the second. The same whenever it comes. */
export type TimedChange = ItemChange & { readonly at: number };

function changeIn({
  OldImage: before,
  NewImage: after,
}: z.output<typeof StreamRecord>): ItemChange {
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** Lambda begins again at the named change, with all that follow it. */
export type BatchAnswer = { readonly batchItemFailures: { readonly itemIdentifier: string }[] };

/**
 * Takes a batch of changes in their order. At the first fault it stops and names that change, so
 * that nothing is skipped and what was done is not done again.
 */
export async function takeChanges(
  event: unknown,
  take: (change: ItemChange) => Promise<void>,
  log: Log,
): Promise<BatchAnswer> {
  for (const { dynamodb } of TableStreamEvent.parse(event).Records) {
    try {
      await take(changeIn(dynamodb));
    } catch (error) {
      log.fault('table-stream', { sequence: dynamodb.SequenceNumber }, error);
      return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}

/** Takes a batch of changes as one. At a fault all of it comes again. */
export async function takeChangesTogether(
  event: unknown,
  take: (changes: readonly TimedChange[]) => Promise<void>,
  log: Log,
): Promise<BatchAnswer> {
  const records = TimedEvent.parse(event).Records.map(({ dynamodb }) => dynamodb);
  const [first] = records;
  if (first === undefined) return { batchItemFailures: [] };
  try {
    await take(
      records.map((record) => ({ ...changeIn(record), at: record.ApproximateCreationDateTime })),
    );
    return { batchItemFailures: [] };
  } catch (error) {
    log.fault('table-stream', { sequence: first.SequenceNumber }, error);
    return { batchItemFailures: [{ itemIdentifier: first.SequenceNumber }] };
  }
}
