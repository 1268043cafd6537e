import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CompoundId, compoundOf, InvitationId } from '../../shared/ids.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { invitationGoneAt, StoredInvitation } from './invitation.ts';
import type { InvitationStore, Opening } from './invitation-store.ts';
import { visitFields, visitGoneAt } from './visit.ts';
import {
  INVITED_PREFIX,
  invitationKey,
  invitedKey,
  invitedPartition,
  isInvitationKey,
  visitKey,
  visitorKeyKey,
  visitorPinKey,
} from './visitor-keys.ts';

const Row = z.object({ invitationId: InvitationId });
const MOST_LISTED = 100;
const ttlOf = (ms: number): number => Math.ceil(ms / 1_000);
const itemOf = (invitation: StoredInvitation) => ({
  ...invitationKey(invitation.invitationId),
  ...invitation,
  ttl: ttlOf(invitationGoneAt(invitation)),
});

/** The invitation in an item of the table's stream; undefined where it is something else. */
export const invitationIn = (
  item: Readonly<Record<string, unknown>> | undefined,
): StoredInvitation | undefined =>
  item === undefined || !isInvitationKey(item) ? undefined : StoredInvitation.parse(item);

export function createInvitationStore(table: Table): InvitationStore {
  const TableName = table.name;

  const findInvitation: InvitationStore['findInvitation'] = async (id, now) => {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: invitationKey(id), ConsistentRead: true }),
    );
    const found = Item === undefined ? undefined : StoredInvitation.parse(Item);
    return found !== undefined && now < invitationGoneAt(found) ? found : undefined;
  };

  /** Ends what an invitation lets a visit do; one that has no such stay is left as it is. */
  const endStay = (
    { invitationId }: StoredInvitation,
    serial: number,
    { at, turn }: { readonly at: number; readonly turn?: number },
  ): TransactedAction => ({
    Update: {
      TableName,
      Key: visitKey(compoundOf(invitationId), serial),
      UpdateExpression: 'SET stays.#by.endedAt = :at ADD turn :one',
      ConditionExpression: `attribute_exists(stays.#by)${turn === undefined ? '' : ' AND turn = :turn'}`,
      ExpressionAttributeNames: { '#by': invitationId },
      ExpressionAttributeValues: {
        ':at': at,
        ':one': 1,
        ...(turn === undefined ? {} : { ':turn': turn }),
      },
    },
  });

  const putVisit = (compound: CompoundId, { visit, seen }: Opening): TransactedAction => ({
    Put: {
      TableName,
      Item: {
        ...visitKey(compound, visit.serial),
        ...visitFields(visit),
        ttl: ttlOf(visitGoneAt(visit)),
      },
      ...(seen === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'turn = :seen',
            ExpressionAttributeValues: { ':seen': seen.turn },
          }),
    },
  });

  /** By the host's word it takes the first phone's place; else it is one more of so many. */
  const countOpening = (
    invitation: StoredInvitation,
    { thumbprint, visit, audit }: Opening,
  ): TransactedAction => {
    const isAllowed = invitation.allowed?.thumbprint === thumbprint;
    return {
      Update: {
        TableName,
        Key: invitationKey(invitation.invitationId),
        UpdateExpression: isAllowed
          ? 'SET serials = :serials, audit = :audit REMOVE allowed ADD version :one'
          : 'SET serials = list_append(serials, :serials), audit = :audit ADD opened :one, version :one',
        ConditionExpression: isAllowed
          ? '#state = :active AND allowed.thumbprint = :who'
          : '#state = :active AND opened < most',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':serials': [visit.serial],
          ':audit': audit,
          ':one': 1,
          ':active': 'active',
          ...(isAllowed ? { ':who': thumbprint } : {}),
        },
      },
    };
  };

  return {
    findInvitation,

    keepInvitation: async (invitation) => {
      const { invitationId, residentId } = invitation;
      const ttl = ttlOf(invitationGoneAt(invitation));
      const outcome = await replaceByVersion(table, itemOf(invitation), 0, [
        {
          Put: { TableName, Item: { ...invitedKey(residentId, invitationId), invitationId, ttl } },
        },
      ]);
      return outcome === 'changed' ? 'kept' : StoredInvitation.parse(outcome.stands);
    },

    listInvitationsOf: async (host, now) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :host AND begins_with(sk, :invited)',
          ExpressionAttributeValues: {
            ':host': invitedPartition(host),
            ':invited': INVITED_PREFIX,
          },
          ConsistentRead: true,
          Limit: MOST_LISTED,
        }),
      );
      const found = await Promise.all(
        Items.map((item) => findInvitation(Row.parse(item).invitationId, now)),
      );
      return found
        .filter((invitation) => invitation !== undefined)
        .sort((one, other) => other.at - one.at);
    },

    changeInvitation: async (before, after) => {
      const outcome = await replaceByVersion(table, itemOf(after), before.version);
      return outcome === 'changed' ? 'changed' : StoredInvitation.parse(outcome.stands);
    },

    cancelInvitation: async (before, after) => {
      const { at } = after.audit;
      const outcome = await replaceByVersion(
        table,
        itemOf(after),
        before.version,
        before.serials.map((serial) => endStay(before, serial, { at })),
      );
      return outcome === 'changed' ? 'changed' : StoredInvitation.parse(outcome.stands);
    },

    letSecondPhone: async (before, after, first) => {
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: itemOf(after),
            ConditionExpression: 'version = :seen',
            ExpressionAttributeValues: { ':seen': before.version },
          },
        },
        endStay(before, first.serial, { at: after.audit.at, turn: first.turn }),
      ]);
      return outcome === 'done' ? 'changed' : 'again';
    },

    openInvitation: async (invitation, opening) => {
      const compound = compoundOf(invitation.invitationId);
      const { thumbprint, visit, seen, pinHash } = opening;
      const goneAt = invitationGoneAt(invitation);
      const outcome = await transact(table, [
        countOpening(invitation, opening),
        putVisit(compound, opening),
        {
          Put: {
            TableName,
            Item: {
              ...visitorKeyKey(compound, thumbprint),
              serial: visit.serial,
              ttl: ttlOf(visitGoneAt(visit)),
            },
            ...(seen === undefined ? { ConditionExpression: 'attribute_not_exists(pk)' } : {}),
          },
        },
        {
          Put: {
            TableName,
            Item: {
              ...visitorPinKey(invitation.houseId, pinHash),
              serial: visit.serial,
              goneAt,
              ttl: ttlOf(goneAt),
            },
          },
        },
      ]);
      if (outcome === 'done') return 'opened';
      return hasFailed(outcome[0]) ? 'full' : 'again';
    },
  };
}
