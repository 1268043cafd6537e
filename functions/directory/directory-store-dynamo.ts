import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId } from '../../shared/ids.ts';
import { HelpDirectory } from '../../shared/messages/directory.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import type { DirectoryStore } from './directory-store.ts';

const directoryKey = (compound: CompoundId) => ({ pk: compound, sk: 'help-directory' });

export function createDirectoryStore(table: Table): DirectoryStore {
  const TableName = table.name;
  return {
    findDirectory: async (compound) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: directoryKey(compound) }),
      );
      return Item === undefined ? undefined : HelpDirectory.parse(Item);
    },

    recordDirectory: async (compound, entries, { seen, audit }) => {
      const isAsSeen = seen === 0 ? 'attribute_not_exists(pk)' : 'version = :seen';
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: { ...directoryKey(compound), entries, version: seen + 1, audit },
            ConditionExpression: isAsSeen,
            ...(seen === 0 ? {} : { ExpressionAttributeValues: { ':seen': seen } }),
          }),
        );
        return 'recorded';
      } catch (error) {
        if (isConditionFailed(error)) return 'conflict';
        throw error;
      }
    },
  };
}
