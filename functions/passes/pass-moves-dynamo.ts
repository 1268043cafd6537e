import { compoundOf, passIndexOf } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import type { Table } from '../platform/table.ts';
import type { TransactedAction } from '../platform/transaction-dynamo.ts';
import { indexFreeAt, mayMove, type Pass, type PassWithFacts, suspendedUntil } from './pass.ts';
import { passKeyOf, resumptionKey } from './pass-keys.ts';
import type { StateChangeRequest } from './pass-store.ts';
import { appendListChange } from './status-list-store-dynamo.ts';

export const secondsOf = (ms: number): number => Math.floor(ms / 1_000);
export const ttlOf = (pass: Pass): number => secondsOf(indexFreeAt(pass));

export function isLawful(before: Pass | undefined, { to, as }: StateChangeRequest): boolean {
  return before !== undefined && mayMove(before, to, as);
}

/** The pass is still what was seen: nobody has changed its state, its term or its dates. */
function moveState(
  { name: TableName }: Table,
  before: Pass,
  { audit, ...after }: PassWithFacts,
): TransactedAction {
  const until = suspendedUntil(before);
  const isInSameState = '#state = :before AND expires = :expires';
  const hasSameTerm =
    until === undefined
      ? 'attribute_not_exists(stateChange.#until)'
      : 'stateChange.#until = :until';
  return {
    Update: {
      TableName,
      Key: passKeyOf(before.passId),
      UpdateExpression: `SET previousState = #state, #state = :to, stateChange = :change, #ttl = :ttl, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
      ConditionExpression: `${isInSameState} AND ${hasSameTerm}`,
      ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl', '#until': 'until' },
      ExpressionAttributeValues: {
        ':before': before.state,
        ':expires': before.expires,
        ...(until === undefined ? {} : { ':until': until }),
        ':to': after.state,
        ':change': after.stateChange,
        ':ttl': ttlOf(after),
        ...factsValues(audit),
      },
    },
  };
}

/** The list learns of a state that it did not say before, from the moment on that it holds. */
function listState(table: Table, before: Pass, after: Pass, since: number): TransactedAction[] {
  if (before.state === after.state) return [];
  const compound = compoundOf(after.passId);
  const change = { state: after.state, since };
  return [
    appendListChange(table, compound, passIndexOf(after.passId), change),
    raiseVersions(table, compound, { statusList: 1 }),
  ];
}

/** What the list has to say of a pass from its first moment on. */
export function listNewPass(table: Table, pass: Pass): TransactedAction[] {
  return listState(table, { ...pass, state: 'active' }, pass, pass.issue.at);
}

function moveResumption({ name: TableName }: Table, before: Pass, after: Pass): TransactedAction[] {
  const [was, is] = [suspendedUntil(before), suspendedUntil(after)];
  const { passId } = after;
  const Item = (at: number) => ({ ...resumptionKey(passId, at), passId, at });
  return [
    ...(was === undefined ? [] : [{ Delete: { TableName, Key: resumptionKey(passId, was) } }]),
    ...(is === undefined ? [] : [{ Put: { TableName, Item: Item(is) } }]),
  ];
}

/** The pass, the list that the gates have, the version that tells of it, and when it ends by itself. */
export function moveStateOfPass(
  table: Table,
  before: Pass,
  { to, as, audit, ...change }: StateChangeRequest,
): TransactedAction[] {
  const after: Pass = { ...before, state: to, stateChange: change };
  const since = as === 'time' ? (suspendedUntil(before) ?? change.at) : change.at;
  return [
    moveState(table, before, { ...after, audit }),
    ...listState(table, before, after, since),
    ...moveResumption(table, before, after),
  ];
}
