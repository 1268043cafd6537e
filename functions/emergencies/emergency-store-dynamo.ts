import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CompoundId, EmergencyId, StreetId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { EmergencyHere, hereOf, StoredEmergency, streetOf } from './emergency.ts';
import type { EmergencyStore } from './emergency-store.ts';

const PREFIX = 'emergency#';
const emergencyKey = (emergency: EmergencyId) => ({
  pk: streetOf(emergency),
  sk: `${PREFIX}${emergency}`,
});
const hereKey = (compound: CompoundId, mode: EmergencyHere['mode']) => ({
  pk: compound,
  sk: `${PREFIX}${mode}`,
});

export function createEmergencyStore(table: Table): EmergencyStore {
  const TableName = table.name;

  async function find(emergency: EmergencyId): Promise<StoredEmergency | undefined> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: emergencyKey(emergency), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : StoredEmergency.parse(Item);
  }

  /** Puts an emergency in the place of the version that was seen; of version 0, where nothing stands. */
  const putEmergency = (emergency: StoredEmergency, seen: number): TransactedAction => ({
    Put: {
      TableName,
      Item: { ...emergencyKey(emergency.emergencyId), ...emergency },
      ...(seen === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :seen',
            ExpressionAttributeValues: { ':seen': seen },
          }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  });

  /** Only what is of this emergency, or of none, is written over or taken away. */
  const ownAlone = (emergency: EmergencyId) => ({
    ConditionExpression: 'attribute_not_exists(pk) OR emergencyId = :own',
    ExpressionAttributeValues: { ':own': emergency },
  });

  /** What acts in its compounds, or that nothing does any more. */
  function inCompounds(before: StoredEmergency, after: StoredEmergency): TransactedAction[] {
    const { emergencyId, mode } = after;
    const own = ownAlone(emergencyId);
    const acting = after.state === 'open' ? after.compounds : [];
    const left = before.state === 'open' ? before.compounds : [];
    return [
      ...acting.map((compound) => ({
        Put: {
          TableName,
          Item: { ...hereKey(compound, mode), ...hereOf(after, compound) },
          ...own,
        },
      })),
      ...left
        .filter((compound) => !acting.includes(compound))
        .map((compound) => ({ Delete: { TableName, Key: hereKey(compound, mode), ...own } })),
    ];
  }

  return {
    find,

    declare: async (emergency) => {
      const outcome = await transact(table, [putEmergency(emergency, 0)]);
      if (outcome === 'done') return 'declared';
      return StoredEmergency.parse(outcome[0]?.item);
    },

    list: async (street: StreetId) => {
      const found: StoredEmergency[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await table.documents.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :street AND begins_with(sk, :emergencies)',
            ExpressionAttributeValues: { ':street': street, ':emergencies': PREFIX },
            ConsistentRead: true,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        found.push(...Items.map((item) => StoredEmergency.parse(item)));
        from = LastEvaluatedKey;
      } while (from !== undefined);
      return found.sort((one, other) => other.declared.at - one.declared.at);
    },

    change: async (before, after) => {
      const outcome = await transact(table, [
        putEmergency(after, before.version),
        ...inCompounds(before, after),
      ]);
      if (outcome === 'done') return 'changed';
      const [lost] = outcome;
      if (hasFailed(lost)) return StoredEmergency.parse(lost?.item);
      return 'compound_has_one';
    },

    findHere: async (compound, mode) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: hereKey(compound, mode), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : EmergencyHere.parse(Item);
    },
  };
}
