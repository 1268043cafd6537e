import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, type PassId, passIndexOf, type ResidentId } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { indexFreeAt, Pass, statesBefore } from './pass.ts';
import { passKeyOf, residentKeysKey } from './pass-keys.ts';
import type { PassesOfResident, PassStore, StateChangeRequest } from './pass-store.ts';
import { appendListChange } from './status-list-store-dynamo.ts';

/** Thumbprint of a device key → its pass. Entries whose index is free again are left out when next written. */
const ResidentKeys = z.object({
  version: z.number().int(),
  keys: z.record(z.string(), Pass.shape.passId),
});

const secondsOf = (ms: number): number => Math.floor(ms / 1_000);
const ttlOf = (pass: Pass): number => secondsOf(indexFreeAt(pass));

/** A deletion by TTL comes late: until then, a record past its term is read as absent. */
function liveOnly(passes: readonly Pass[], nowMs: number): Pass[] {
  return passes.filter((pass) => indexFreeAt(pass) > nowMs);
}

export function createPassStore(table: Table): PassStore {
  const TableName = table.name;

  async function findCertainly(id: PassId): Promise<Pass[]> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: passKeyOf(id), ConsistentRead: true }),
    );
    return Item === undefined ? [] : [Pass.parse(Item)];
  }

  function putPass(pass: Pass): TransactedAction {
    const isNobodys = 'attribute_not_exists(pk) OR #ttl <= :now';
    return {
      Put: {
        TableName,
        Item: { ...passKeyOf(pass.passId), ...pass, ttl: ttlOf(pass) },
        ConditionExpression: isNobodys,
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':now': secondsOf(pass.issue.at) },
      },
    };
  }

  function putResidentKeys(resident: ResidentId, seen: PassesOfResident, now: Pass[]) {
    const isAsSeen = 'version = :seen OR (attribute_not_exists(pk) AND :seen = :none)';
    const keys = Object.fromEntries(now.map((pass) => [pass.keyThumbprint, pass.passId]));
    return {
      Put: {
        TableName,
        Item: {
          ...residentKeysKey(resident),
          version: seen.version + 1,
          keys,
          ttl: Math.max(...now.map(ttlOf)),
        },
        ConditionExpression: isAsSeen,
        ExpressionAttributeValues: { ':seen': seen.version, ':none': 0 },
      },
    };
  }

  function checkState({ passId, state }: Pass): TransactedAction {
    return {
      ConditionCheck: {
        TableName,
        Key: passKeyOf(passId),
        ConditionExpression: '#state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': state },
      },
    };
  }

  function moveState(id: PassId, { to, as, ...change }: StateChangeRequest): TransactedAction {
    const priors = Object.fromEntries(
      statesBefore(to, as).map((state, at) => [`:from${at}`, state]),
    );
    const isInPriorState = `#state IN (${Object.keys(priors).join(', ')})`;
    const isStillSomebodys = '#ttl > :now';
    return {
      Update: {
        TableName,
        Key: passKeyOf(id),
        UpdateExpression: 'SET previousState = #state, #state = :to, stateChange = :change',
        ConditionExpression: `${isInPriorState} AND ${isStillSomebodys}`,
        ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ...priors,
          ':to': to,
          ':now': secondsOf(change.at),
          ':change': change,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  }

  return {
    findPassesOfResident: async (resident, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: residentKeysKey(resident), ConsistentRead: true }),
      );
      if (Item === undefined) return { version: 0, passes: [] };
      const { version, keys } = ResidentKeys.parse(Item);
      const found = await Promise.all([...new Set(Object.values(keys))].map(findCertainly));
      // An index that was let go long ago may be somebody else's by now.
      const own = found.flat().filter((pass) => keys[pass.keyThumbprint] === pass.passId);
      return { version, passes: liveOnly(own, nowMs) };
    },

    findPasses: async (ids, nowMs) => {
      const items = await getAll(table, ids.map(passKeyOf));
      return liveOnly(
        items.map((item) => Pass.parse(item)),
        nowMs,
      );
    },

    recordIssued: async (pass, seen) => {
      const outcome = await transact(table, [
        putPass(pass),
        putResidentKeys(pass.residentId, seen, [...seen.passes, pass]),
        ...seen.passes.map(checkState),
      ]);
      if (outcome === 'done') return 'recorded';
      const [index, ...others] = outcome;
      return hasFailed(index) && !others.some(hasFailed) ? 'index_taken' : 'changed';
    },

    recordRenewed: async (pass, before) => {
      const isAsBefore = '#state = :active AND expires = :before AND residentId = :resident';
      const { notBefore, expires, signed, maskedName, building, gates, issue } = pass;
      const changed = { notBefore, expires, signed, maskedName, building, gates, issue };
      try {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: passKeyOf(pass.passId),
            UpdateExpression:
              'SET notBefore = :notBefore, expires = :expires, signed = :signed, ' +
              'maskedName = :maskedName, building = :building, gates = :gates, issue = :issue, ' +
              '#class = :class, #ttl = :ttl',
            ConditionExpression: isAsBefore,
            ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl', '#class': 'class' },
            ExpressionAttributeValues: {
              ...Object.fromEntries(Object.entries(changed).map(([name, is]) => [`:${name}`, is])),
              ':class': pass.class,
              ':ttl': ttlOf(pass),
              ':active': 'active',
              ':before': before.expires,
              ':resident': before.residentId,
            },
          }),
        );
        return 'recorded';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return 'changed';
      }
    },

    changeState: async (id, change) => {
      const compound = compoundOf(id);
      const outcome = await transact(table, [
        moveState(id, change),
        appendListChange(table, compound, passIndexOf(id), {
          state: change.to,
          since: change.at,
        }),
        raiseVersions(table, compound, { statusList: 1 }),
      ]);
      if (outcome === 'done') return 'changed';
      const [stood] = outcome;
      const pass = stood?.item === undefined ? undefined : Pass.parse(stood.item);
      if (pass === undefined || indexFreeAt(pass) <= change.at) return 'missing';
      return pass.state === change.to ? 'already' : 'conflict';
    },
  };
}
