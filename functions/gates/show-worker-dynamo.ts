import { compoundOf } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { gateKey } from './gate-keys.ts';
import type { GateWorkers } from './show-worker.ts';

export function createGateWorkers(table: Table): GateWorkers {
  return {
    setWorker: async (gates, { number, audit }) => {
      const [first] = gates;
      if (first === undefined) return;
      const set = number === undefined ? '' : ', #rules.worker = :number';
      const removed = number === undefined ? ' REMOVE #rules.worker' : '';
      await transact(table, [
        ...gates.map((gateId) => ({
          Update: {
            TableName: table.name,
            Key: gateKey(gateId),
            UpdateExpression: `SET ${FACTS_ASSIGNED}${set}${removed} ${VERSION_COUNTED}`,
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#rules': 'rules' },
            ExpressionAttributeValues: {
              ...factsValues(audit),
              ...(number === undefined ? {} : { ':number': number }),
            },
          },
        })),
        raiseVersions(table, compoundOf(first), { gates: 1 }),
      ]);
    },
  };
}
