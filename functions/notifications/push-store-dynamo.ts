import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountId } from '../../shared/ids.ts';
import { PushSubscription } from '../../shared/messages/push.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { pushHolderKey, pushKey } from './inbox-keys.ts';
import type { Person } from './person.ts';
import { MOST_SUBSCRIPTIONS, type PushStore } from './push-store.ts';

const PushItem = z.object({
  subscriptions: z.array(PushSubscription),
  version: z.number().int(),
});
type PushItem = z.infer<typeof PushItem>;
const Holder = z.object({ account: AccountId });

/** Phones of one person that change it in the same moment come one after another. */
const MOST_TRIES = 5;

/** Reads and writes once more wherever something has changed since it was read. */
async function untilDone(tryOnce: () => Promise<boolean>): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries++) if (await tryOnce()) return;
  throw new Error('what browsers are told was changed by others each time');
}

async function read(table: Table, person: Person): Promise<PushItem | undefined> {
  const Key = pushKey(person);
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
  );
  return Item === undefined ? undefined : PushItem.parse(Item);
}

/** That nobody has written since it was read. */
const asRead = (stood: PushItem | undefined) =>
  stood === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':seen': stood.version },
      };

const isHolder = ({ account }: Person) => ({
  ConditionExpression: 'account = :account',
  ExpressionAttributeValues: { ':account': account },
});

const letGo = (table: Table, person: Person, { endpoint }: PushSubscription) => ({
  Delete: { TableName: table.name, Key: pushHolderKey(person, endpoint), ...isHolder(person) },
});

/** Ends all of somebody's, with the facts of doing so. */
export const endPushes = (table: Table, person: Person, audit: AuditFacts): Promise<void> =>
  untilDone(async () => {
    const stood = await read(table, person);
    if (stood === undefined) return true;
    const Key = pushKey(person);
    const outcome = await transact(table, [
      { Delete: { TableName: table.name, Key, ...asRead(stood) } },
      noteDeletion(table, Key, audit),
      ...stood.subscriptions.map((one) => letGo(table, person, one)),
    ]);
    return outcome === 'done';
  });

export function createPushStore(table: Table): PushStore {
  const TableName = table.name;

  async function findHolder(person: Person, endpoint: string): Promise<Person | undefined> {
    const Key = pushHolderKey(person, endpoint);
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : { ...person, account: Holder.parse(Item).account };
  }

  /** The one row that says whose this browser is, from whoever it was to this person. */
  const holdBy = (person: Person, endpoint: string, held: Person | undefined) => ({
    Put: {
      TableName,
      Item: { ...pushHolderKey(person, endpoint), account: person.account },
      ...(held === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : isHolder(held)),
    },
  });

  const write = (
    person: Person,
    {
      stood,
      subscriptions,
    }: {
      readonly stood: PushItem | undefined;
      readonly subscriptions: readonly PushSubscription[];
    },
    audit: AuditFacts,
  ): TransactedAction => ({
    Put: {
      TableName,
      Item: { ...pushKey(person), subscriptions, version: (stood?.version ?? 0) + 1, audit },
      ...asRead(stood),
    },
  });

  /** Takes it from whoever had this browser before. */
  async function takeFrom(
    other: Person,
    endpoint: string,
    audit: AuditFacts,
  ): Promise<TransactedAction[]> {
    const stood = await read(table, other);
    if (stood === undefined) return [];
    const subscriptions = stood.subscriptions.filter((one) => one.endpoint !== endpoint);
    return [write(other, { stood, subscriptions }, audit)];
  }

  async function tryToAdd(
    person: Person,
    added: PushSubscription,
    audit: AuditFacts,
  ): Promise<boolean> {
    const { endpoint, p256dh, auth } = added;
    const [stood, held] = await Promise.all([read(table, person), findHolder(person, endpoint)]);
    const standing = stood?.subscriptions ?? [];
    const isSame = (one: PushSubscription) =>
      one.endpoint === endpoint && one.p256dh === p256dh && one.auth === auth;
    if (standing.some(isSame)) return true;
    const all = [...standing.filter((one) => one.endpoint !== endpoint), added];
    const subscriptions = all.slice(-MOST_SUBSCRIPTIONS);
    const other = held === undefined || held.account === person.account ? undefined : held;
    const outcome = await transact(table, [
      write(person, { stood, subscriptions }, audit),
      holdBy(person, endpoint, held),
      ...all.slice(0, -MOST_SUBSCRIPTIONS).map((one) => letGo(table, person, one)),
      ...(other === undefined ? [] : await takeFrom(other, endpoint, audit)),
    ]);
    return outcome === 'done';
  }

  return {
    listSubscriptions: async (person) => (await read(table, person))?.subscriptions ?? [],

    addSubscription: (person, added, audit) => untilDone(() => tryToAdd(person, added, audit)),

    dropSubscription: (person, endpoint, audit) =>
      untilDone(async () => {
        const stood = await read(table, person);
        const dropped = stood?.subscriptions.find((one) => one.endpoint === endpoint);
        if (stood === undefined || dropped === undefined) return true;
        const subscriptions = stood.subscriptions.filter((one) => one !== dropped);
        const outcome = await transact(table, [
          write(person, { stood, subscriptions }, audit),
          letGo(table, person, dropped),
        ]);
        return outcome === 'done';
      }),
  };
}
