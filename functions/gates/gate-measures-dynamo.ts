import { compoundOf } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import { gateKey } from './gate-keys.ts';
import type { GateMeasures } from './gate-measures.ts';

const MEASURED = ['worker', 'trips'] as const;

export function createGateMeasures(table: Table): GateMeasures {
  return {
    setMeasured: async (gates, rules, audit) => {
      const [first] = gates;
      if (first === undefined) return;
      const given = MEASURED.filter((name) => rules[name] !== undefined);
      const left = MEASURED.filter((name) => rules[name] === undefined);
      const set = given.map((name) => `, #rules.${name} = :${name}`).join('');
      const removed = left.map((name) => `#rules.${name}`).join(', ');
      const remove = removed === '' ? '' : ` REMOVE ${removed}`;
      await transact(table, [
        ...gates.map((gateId) => ({
          Update: {
            TableName: table.name,
            Key: gateKey(gateId),
            UpdateExpression: `SET ${FACTS_ASSIGNED}${set}${remove} ${VERSION_COUNTED}`,
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#rules': 'rules' },
            ExpressionAttributeValues: {
              ...factsValues(audit),
              ...Object.fromEntries(given.map((name) => [`:${name}`, rules[name]])),
            },
          },
        })),
        raiseVersions(table, compoundOf(first), { gates: 1 }),
      ]);
    },
  };
}
