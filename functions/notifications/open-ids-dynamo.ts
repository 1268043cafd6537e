import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from '../platform/table.ts';
import type { OpenIds } from './channels.ts';
import { inboxPartition } from './inbox-keys.ts';

const OpenIdItem = z.object({ openId: z.string() });

export function createOpenIds(table: Table): OpenIds {
  return {
    findOpenId: async (account) => {
      const pk = inboxPartition({ inbox: 'resident', account });
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: { pk, sk: 'wechat' } }),
      );
      return Item === undefined ? undefined : OpenIdItem.parse(Item).openId;
    },
  };
}
