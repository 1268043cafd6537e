import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditFacts } from '../platform/audit.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { AnnouncementRecord, goneAt, receiptsKeptUntil } from './announcement.ts';
import {
  announcementKey,
  BOARD_PREFIX,
  boardKey,
  boardPlace,
  toTellKey,
} from './announcement-keys.ts';
import type { AnnouncementChange, AnnouncementStore } from './announcement-store.ts';

const seconds = (ms: number): number => Math.ceil(ms / 1_000);
/** Behind every place of a board. */
const BOARD_END = 'board$';

export function createAnnouncementStore(table: Table): AnnouncementStore {
  const TableName = table.name;

  const itemOf = (record: AnnouncementRecord, audit: AuditFacts) => ({
    ...announcementKey(record.announcementId),
    ...record,
    audit,
    ttl: seconds(goneAt(record)),
  });
  const put = (Item: Record<string, unknown>): TransactedAction => ({ Put: { TableName, Item } });
  const drop = (Key: { pk: string; sk: string }): TransactedAction => ({
    Delete: { TableName, Key },
  });
  const onBoard = (record: AnnouncementRecord): TransactedAction =>
    put({ ...boardKey(record), ...record, ttl: seconds(goneAt(record)) });
  /** What is urgent and neither over nor withdrawn is yet to be told. */
  const toTell = (record: AnnouncementRecord): TransactedAction[] => {
    const { announcementId, from, urgent, withdrawnAt } = record;
    if (!urgent || withdrawnAt !== undefined) return [];
    const task = { announcementId, from, ttl: seconds(receiptsKeptUntil(record)) };
    return [put({ ...toTellKey(record), ...task })];
  };

  /** The record first: its condition is the first that is looked at. */
  function replacing({ before, after }: AnnouncementChange, audit: AuditFacts): TransactedAction[] {
    const isMoved = boardKey(before).sk !== boardKey(after).sk;
    const told = toTell(after);
    const isTaskMoved = told.length === 0 || toTellKey(before).sk !== toTellKey(after).sk;
    return [
      {
        Put: {
          TableName,
          Item: itemOf(after, audit),
          ConditionExpression: 'version = :seen',
          ExpressionAttributeValues: { ':seen': before.version },
        },
      },
      ...(isMoved ? [drop(boardKey(before))] : []),
      onBoard(after),
      ...(before.urgent && isTaskMoved ? [drop(toTellKey(before))] : []),
      ...told,
    ];
  }

  return {
    findAnnouncement: async (id) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: announcementKey(id), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : AnnouncementRecord.parse(Item);
    },

    listCurrent: async (board, nowMs) => {
      const found: AnnouncementRecord[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await table.documents.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :board AND sk BETWEEN :after AND :end',
            ExpressionAttributeValues: {
              ':board': board,
              ':after': boardPlace(nowMs + 1),
              ':end': BOARD_END,
            },
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        found.push(...Items.map((item) => AnnouncementRecord.parse(item)));
        from = LastEvaluatedKey;
      } while (from !== undefined);
      return found;
    },

    listPast: async (board, { nowMs, most, after }) => {
      const { Items = [] } = await table.documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :board AND sk BETWEEN :first AND :now',
          ExpressionAttributeValues: {
            ':board': board,
            ':first': BOARD_PREFIX,
            ':now': boardPlace(nowMs + 1),
          },
          ScanIndexForward: false,
          Limit: most,
          ...(after === undefined
            ? {}
            : {
                ExclusiveStartKey: {
                  pk: board,
                  sk: boardPlace(after.endedAt, after.announcementId),
                },
              }),
        }),
      );
      return Items.map((item) => AnnouncementRecord.parse(item)).filter(
        (record) => nowMs < goneAt(record),
      );
    },

    publish: async (record, { audit, corrected }) => {
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: itemOf(record, audit),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        onBoard(record),
        ...toTell(record),
        ...(corrected === undefined ? [] : replacing(corrected, audit)),
      ]);
      if (outcome === 'done') return 'published';
      return hasFailed(outcome[0]) ? 'exists' : 'conflict';
    },

    replace: async (change, audit) =>
      (await transact(table, replacing(change, audit))) === 'done' ? 'changed' : 'conflict',
  };
}
