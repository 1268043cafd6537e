import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { askingDigest, openIdHolderKey, openIdKey, weChatAskedKey } from './inbox-keys.ts';
import type { Person } from './person.ts';
import type { WeChatBound, WeChatStore } from './wechat-store.ts';

const Binding = z.object({ openId: z.string(), boundAt: z.number() });
const Holder = z.object({ account: AccountId });

/** Each try loses to somebody who binds the same at this moment. */
const MOST_TRIES = 5;

const isHolder = ({ account }: Person) => ({
  ConditionExpression: 'account = :account',
  ExpressionAttributeValues: { ':account': account },
});

export async function readBinding(table: Table, person: Person): Promise<WeChatBound | undefined> {
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key: openIdKey(person), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : Binding.parse(Item);
}

/** Ends a binding of this name, with the facts of doing so. */
const endBinding = (
  table: Table,
  person: Person,
  openId: string,
  audit: AuditFacts,
): TransactedAction[] => [
  {
    Delete: {
      TableName: table.name,
      Key: openIdKey(person),
      ConditionExpression: 'openId = :openId',
      ExpressionAttributeValues: { ':openId': openId },
    },
  },
  noteDeletion(table, openIdKey(person), audit),
];

const letGo = (table: Table, person: Person, openId: string): TransactedAction => ({
  Delete: { TableName: table.name, Key: openIdHolderKey(person, openId), ...isHolder(person) },
});

/** Ends what was read; where something else is bound since, nothing counts. */
export const unbindActions = (
  table: Table,
  person: Person,
  { openId }: WeChatBound,
  audit: AuditFacts,
): TransactedAction[] => [
  ...endBinding(table, person, openId, audit),
  letGo(table, person, openId),
];

/** Writes a binding where the one that was read still stands, or none where none was. */
const writeBinding = (
  table: Table,
  person: Person,
  { before, openId }: { readonly before: WeChatBound | undefined; readonly openId: string },
  audit: AuditFacts,
): TransactedAction => ({
  Update: {
    TableName: table.name,
    Key: openIdKey(person),
    UpdateExpression: `SET openId = :openId, boundAt = :at, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
    ConditionExpression: before === undefined ? 'attribute_not_exists(pk)' : 'openId = :before',
    ExpressionAttributeValues: {
      ':openId': openId,
      ':at': audit.at,
      ...(before === undefined ? {} : { ':before': before.openId }),
      ...factsValues(audit),
    },
  },
});

export function createWeChatStore(table: Table): WeChatStore {
  const TableName = table.name;

  async function findHolder(person: Person, openId: string): Promise<Person | undefined> {
    const Key = openIdHolderKey(person, openId);
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : { ...person, account: Holder.parse(Item).account };
  }

  /** The one row that says whose this WeChat is, from whoever it was to this person. */
  const holdBy = (person: Person, openId: string, held: Person | undefined): TransactedAction => ({
    Put: {
      TableName,
      Item: { ...openIdHolderKey(person, openId), account: person.account },
      ...(held === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : isHolder(held)),
    },
  });

  /** One try; undefined where something has changed since it was read. */
  async function tryToBind(person: Person, openId: string, audit: AuditFacts) {
    const [before, held] = await Promise.all([
      readBinding(table, person),
      findHolder(person, openId),
    ]);
    const other = held === undefined || held.account === person.account ? undefined : held;
    const outcome = await transact(table, [
      writeBinding(table, person, { before, openId }, audit),
      holdBy(person, openId, held),
      ...(before === undefined || before.openId === openId
        ? []
        : [letGo(table, person, before.openId)]),
      ...(other === undefined ? [] : endBinding(table, other, openId, audit)),
    ]);
    if (outcome !== 'done') return undefined;
    return other === undefined ? 'bound' : 'took over';
  }

  return {
    findOpenId: async (person) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: openIdKey(person) }),
      );
      return Item === undefined ? undefined : Binding.parse(Item).openId;
    },

    findBinding: (person) => readBinding(table, person),

    keepAsking: async (person, { state, until }) => {
      const Item = {
        ...weChatAskedKey(person),
        state: askingDigest(state),
        until,
        ttl: Math.ceil(until / 1_000),
      };
      await table.documents.send(new PutCommand({ TableName, Item }));
    },

    takeAsking: async (person, state, nowMs) => {
      try {
        await table.documents.send(
          new DeleteCommand({
            TableName,
            Key: weChatAskedKey(person),
            ConditionExpression: '#state = :state AND #until > :now',
            ExpressionAttributeNames: { '#state': 'state', '#until': 'until' },
            ExpressionAttributeValues: { ':state': askingDigest(state), ':now': nowMs },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailed(error)) return false;
        throw error;
      }
    },

    bind: async (person, openId, audit) => {
      for (let tries = 1; tries <= MOST_TRIES; tries++) {
        const done = await tryToBind(person, openId, audit);
        if (done !== undefined) return done;
      }
      throw new Error('a binding to WeChat lost to another each time');
    },

    unbind: async (person, audit) => {
      const bound = await readBinding(table, person);
      // Bound anew or unbound meanwhile: whoever did that was later.
      if (bound !== undefined) await transact(table, unbindActions(table, person, bound, audit));
    },
  };
}
