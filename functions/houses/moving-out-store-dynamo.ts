import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CompoundId, compoundOf, HouseId, MoveId } from '../../shared/ids.ts';
import { addDays, startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { moveKey, OPEN_MOVES, openMoveKey } from './house-keys.ts';
import { MOVE_KEPT_DAYS, Move } from './moving-out.ts';
import type { MovingOutStore } from './moving-out-store.ts';

const Pointer = z.object({ houseId: HouseId, moveId: MoveId });

export function createMovingOutStore(table: Table): MovingOutStore {
  const TableName = table.name;

  async function listOpen(compound: CompoundId, prefix: string): Promise<Move[]> {
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':compound': compound, ':prefix': prefix },
        ConsistentRead: true,
      },
    );
    const moves: Move[] = [];
    for await (const { Items = [] } of pages) {
      for (const { houseId, moveId } of Items.map((item) => Pointer.parse(item))) {
        const { Item } = await table.documents.send(
          new GetCommand({ TableName, Key: moveKey(houseId, moveId), ConsistentRead: true }),
        );
        if (Item !== undefined) moves.push(Move.parse(Item));
      }
    }
    return moves;
  }

  return {
    recordMove: async (move) => {
      const { houseId, moveId, on } = move;
      const ttl = startOfShanghaiDay(addDays(on, MOVE_KEPT_DAYS)) / 1_000;
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: { ...moveKey(houseId, moveId), ...move, ttl },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        { Put: { TableName, Item: { ...openMoveKey(houseId, moveId), houseId, moveId } } },
      ]);
      if (outcome !== 'done') throw new Error('a move whose id is taken');
    },

    listOpenMovesOfHouse: (house) => listOpen(compoundOf(house), `${OPEN_MOVES}${house}#`),
    listOpenMoves: (compound) => listOpen(compound, OPEN_MOVES),

    noteDone: async ({ houseId, moveId }, audit) => {
      await transact(table, [
        {
          Update: {
            TableName,
            Key: moveKey(houseId, moveId),
            UpdateExpression: 'SET #state = :done, audit = :audit ADD version :one',
            ConditionExpression: '#state = :recorded',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':done': 'done',
              ':recorded': 'recorded',
              ':audit': audit,
              ':one': 1,
            },
          },
        },
        { Delete: { TableName, Key: openMoveKey(houseId, moveId) } },
      ]);
    },
  };
}
