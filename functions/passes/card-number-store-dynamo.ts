import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { partBytesOf } from '../../shared/code/pass-part.ts';
import { CardNumber } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import type { CardNumberStore } from './card-number-store.ts';
import type { Card } from './pass.ts';
import { CARD_NUMBER_PREFIX, cardNumberKey } from './pass-keys.ts';

const NumberItem = z.object({
  sk: z.string().transform((sk) => CardNumber.parse(sk.slice(CARD_NUMBER_PREFIX.length))),
  part: z.instanceof(Uint8Array),
  ttl: z.number(),
});

/** What is decided by where only the number is known: everything but the signature. */
export function cardPartOf({ signed }: Card): Uint8Array {
  return signed.slice(0, partBytesOf('card'));
}

/** A deletion by TTL comes late: until then, a number past its term names nothing. */
const isOver = ({ ttl }: z.infer<typeof NumberItem>, nowMs: number): boolean =>
  ttl * 1_000 <= nowMs;

export function createCardNumberStore(table: Table): CardNumberStore {
  return {
    findCard: async (compound, number, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: cardNumberKey(compound, number) }),
      );
      if (Item === undefined) return undefined;
      const found = NumberItem.parse(Item);
      return isOver(found, nowMs) ? undefined : found.part;
    },

    listCards: async (compound, nowMs) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName: table.name,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :numbers)',
          ExpressionAttributeValues: { ':compound': compound, ':numbers': CARD_NUMBER_PREFIX },
          ConsistentRead: true,
        },
      );
      const cards = new Map<CardNumber, Uint8Array>();
      for await (const { Items = [] } of pages) {
        for (const item of Items) {
          const found = NumberItem.parse(item);
          if (!isOver(found, nowMs)) cards.set(found.sk, found.part);
        }
      }
      return cards;
    },
  };
}
