import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { PushSubscription } from '../../shared/messages/push.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { pushKey } from './inbox-keys.ts';
import type { Person } from './person.ts';
import { MOST_SUBSCRIPTIONS, type PushStore } from './push-store.ts';

const PushItem = z.object({
  subscriptions: z.array(PushSubscription),
  version: z.number().int(),
});
type PushItem = z.infer<typeof PushItem>;
type Change = (standing: readonly PushSubscription[]) => readonly PushSubscription[];

/** Phones of one person that change it in the same moment come one after another. */
const MOST_TRIES = 5;

export function createPushStore(table: Table): PushStore {
  const TableName = table.name;

  async function read(person: Person): Promise<PushItem | undefined> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: pushKey(person), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : PushItem.parse(Item);
  }

  /** Writes what follows from what stands there, unless that changed meanwhile: then once more. */
  async function change(person: Person, next: Change, audit: AuditFacts): Promise<void> {
    for (let tries = 1; ; tries++) {
      const stood = await read(person);
      const standing = stood?.subscriptions ?? [];
      const subscriptions = next(standing);
      if (subscriptions === standing) return;
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: { ...pushKey(person), subscriptions, version: (stood?.version ?? 0) + 1, audit },
            ...(stood === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: 'version = :seen',
                  ExpressionAttributeValues: { ':seen': stood.version },
                }),
          }),
        );
        return;
      } catch (error) {
        if (!isConditionFailed(error) || tries === MOST_TRIES) throw error;
      }
    }
  }

  return {
    listSubscriptions: async (person) => (await read(person))?.subscriptions ?? [],

    addSubscription: (person, added, audit) => {
      const isSame = (one: PushSubscription) =>
        one.endpoint === added.endpoint && one.p256dh === added.p256dh && one.auth === added.auth;
      const next: Change = (standing) =>
        standing.some(isSame)
          ? standing
          : [...standing.filter(({ endpoint }) => endpoint !== added.endpoint), added].slice(
              -MOST_SUBSCRIPTIONS,
            );
      return change(person, next, audit);
    },

    dropSubscription: (person, endpoint, audit) => {
      const next: Change = (standing) => {
        const left = standing.filter((one) => one.endpoint !== endpoint);
        return left.length === standing.length ? standing : left;
      };
      return change(person, next, audit);
    },
  };
}
