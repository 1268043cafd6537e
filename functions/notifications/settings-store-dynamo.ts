import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { NotificationSettings } from '../../shared/messages/inbox.ts';
import { writeWithFacts } from '../platform/audited-write-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { settingsKey } from './inbox-keys.ts';
import type { SettingsStore } from './settings-store.ts';

export function createSettingsStore(table: Table): SettingsStore {
  return {
    findSettings: async (person) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName: table.name, Key: settingsKey(person) }),
      );
      if (Item === undefined) return undefined;
      const { kinds, quiet } = Item;
      return NotificationSettings.parse({ kinds, quiet });
    },

    setSettings: async (person, settings, audit) => {
      const { Update } = writeWithFacts(table, settingsKey(person), settings, audit);
      if (Update !== undefined) await table.documents.send(new UpdateCommand(Update));
    },
  };
}
