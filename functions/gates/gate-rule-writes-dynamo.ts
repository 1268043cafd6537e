import { type CompoundId, compoundOf, type GateId } from '../../shared/ids.ts';
import { raiseVersions, renameMainEntrance } from '../compounds/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { gateKey, singleEntranceKey } from './gate-keys.ts';
import type { GateStore } from './gate-store.ts';

const OPTIONAL = ['staffed', 'delivery'] as const;

/** How a gate's rules are written. */
export function gateRuleWrites(table: Table): Pick<GateStore, 'changeRules' | 'addGate'> {
  const TableName = table.name;

  const nameInEntrance = (
    compound: CompoundId,
    name: string,
    audit: AuditFacts,
  ): TransactedAction[] => [
    {
      Update: {
        TableName,
        Key: singleEntranceKey(compound),
        UpdateExpression: 'SET mainGateName = :name',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':name': name },
      },
    },
    renameMainEntrance(table, compound, name, audit),
  ];
  function nameInClosing(gate: GateId, name: string, audit: AuditFacts): TransactedAction {
    return {
      Update: {
        TableName,
        Key: gateKey(gate),
        UpdateExpression: `SET #rules.closed.mainGate = :name, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
        ConditionExpression: 'attribute_exists(#rules.closed)',
        ExpressionAttributeNames: { '#rules': 'rules' },
        ExpressionAttributeValues: { ':name': name, ...factsValues(audit) },
      },
    };
  }

  return {
    changeRules: async (id, { seen, set, calledSoAt, audit }) => {
      const given = OPTIONAL.filter((name) => set[name] !== undefined);
      const left = OPTIONAL.filter((name) => set[name] === undefined);
      const settings = given.map((name) => `, #rules.#${name} = :${name}`).join('');
      const removed = left.map((name) => `#rules.#${name}`).join(', ');
      // A gate of an earlier release carries no version: it was written once.
      const isAsSeen =
        'attribute_exists(pk) AND (version = :seen OR (attribute_not_exists(version) AND :seen = :first))';
      const outcome = await transact(table, [
        {
          Update: {
            TableName,
            Key: gateKey(id),
            UpdateExpression: `SET #rules.#name = :name, #rules.listAge = :listAge${settings}, version = :next, #audit = :audit${removed === '' ? '' : ` REMOVE ${removed}`}`,
            ConditionExpression: isAsSeen,
            ExpressionAttributeNames: {
              '#rules': 'rules',
              '#name': 'name',
              '#audit': 'audit',
              '#staffed': 'staffed',
              '#delivery': 'delivery',
            },
            ExpressionAttributeValues: {
              ':name': set.name,
              ':listAge': set.listAge,
              ':seen': seen,
              ':first': 1,
              ':next': seen + 1,
              ':audit': audit,
              ...Object.fromEntries(given.map((name) => [`:${name}`, set[name]])),
            },
          },
        },
        ...(calledSoAt ?? []).map((gate) => nameInClosing(gate, set.name, audit)),
        ...(calledSoAt === undefined ? [] : nameInEntrance(compoundOf(id), set.name, audit)),
        raiseVersions(table, compoundOf(id), { gates: 1 }),
      ]);
      return outcome === 'done' ? 'changed' : 'conflict';
    },

    addGate: async (gate, { audit, entrance }) => {
      const compound = compoundOf(gate.gateId);
      const outcome = await transact(table, [
        {
          Put: {
            TableName,
            Item: { ...gateKey(gate.gateId), ...gate, version: 1, audit },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          ConditionCheck: {
            TableName,
            Key: singleEntranceKey(compound),
            ConditionExpression: entrance === 0 ? 'attribute_not_exists(pk)' : 'version = :seen',
            ...(entrance === 0 ? {} : { ExpressionAttributeValues: { ':seen': entrance } }),
          },
        },
        raiseVersions(table, compound, { gates: 1 }),
      ]);
      return outcome === 'done' ? 'added' : 'conflict';
    },
  };
}
