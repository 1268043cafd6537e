import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { TIME_LIMITS } from './time-limits.ts';

/** The one table and the client that speaks to it. */
export type Table = { readonly name: string; readonly documents: DynamoDBDocumentClient };

export type TableOptions = {
  readonly name: string;
  /** Where no environment names the engine and its region. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/**
 * Of commands that somebody at a gate waits for: the card there turns amber after 1.5 s, so what
 * fails is said before that. One silent try leaves time for another.
 */
const SOON = { tryMs: 600, allMs: 1_400 } as const;

/** The second argument of `send` for such a command, made anew for each. */
export const soon = () => ({
  requestTimeout: SOON.tryMs,
  abortSignal: AbortSignal.timeout(SOON.allMs),
});

/** One client a process. Makes no connection before its first command. */
export function openTable({ name, ...connection }: TableOptions): Table {
  const client = new DynamoDBClient({ ...connection, requestHandler: TIME_LIMITS });
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { name, documents };
}

type StoredItem = Record<string, unknown>;

/** A condition of the write did not hold. `storedItem` tells what stood there. */
export function isConditionFailed(error: unknown): error is ConditionalCheckFailedException {
  return error instanceof ConditionalCheckFailedException;
}

/**
 * The item that stood in the way, where the command asked for `ALL_OLD` and there was one. To be
 * parsed by the store's schema.
 */
export function storedItem(error: ConditionalCheckFailedException): StoredItem | undefined {
  return error.Item === undefined ? undefined : unmarshall(error.Item);
}

/** Why one action of a transaction did not go through: `None` where it was not the cause. */
export type CancelledAction = { readonly code: string; readonly item?: StoredItem };

/** One reason an action, in the transaction's order; undefined where the error is another one. */
export function cancelledActions(error: unknown): readonly CancelledAction[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  return (error.CancellationReasons ?? []).map(({ Code = 'None', Item }) =>
    Item === undefined ? { code: Code } : { code: Code, item: unmarshall(Item) },
  );
}
