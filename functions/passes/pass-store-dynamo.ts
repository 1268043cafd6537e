import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, type PassId, passIndexOf, type ResidentId } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { cardPartOf } from './card-number-store-dynamo.ts';
import { indexFreeAt, isCard, Pass, statesBefore } from './pass.ts';
import { cardNumberKey, passKeyOf, residentKeysKey } from './pass-keys.ts';
import type { PassesOfResident, PassStore, StateChangeRequest } from './pass-store.ts';
import { appendListChange } from './status-list-store-dynamo.ts';

/** Thumbprint of a device key → its pass. Entries whose index is free again are left out when next written. */
const ResidentKeys = z.object({
  version: z.number().int(),
  keys: z.record(z.string(), Pass.shape.passId),
});

/** What one read takes. */
const KEYS_PER_READ = 100;

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

  /** In the place of nobody, or of what is over and not deleted yet. */
  function putFor(pass: Pass, item: Record<string, unknown>): TransactedAction {
    const isNobodys = 'attribute_not_exists(pk) OR #ttl <= :now';
    return {
      Put: {
        TableName,
        Item: { ...item, ttl: ttlOf(pass) },
        ConditionExpression: isNobodys,
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':now': secondsOf(pass.issue.at) },
      },
    };
  }

  /** The pass, and of a card its number. */
  function putPass(pass: Pass): TransactedAction[] {
    const { passId } = pass;
    const put = putFor(pass, { ...passKeyOf(passId), ...pass });
    if (!isCard(pass)) return [put];
    const key = cardNumberKey(compoundOf(passId), pass.cardNumber);
    return [put, putFor(pass, { ...key, passId, part: cardPartOf(pass) })];
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

  /** The pass, the list that the gates have, and the version that tells of it. */
  function moveStateOfPass(id: PassId, change: StateChangeRequest): TransactedAction[] {
    const compound = compoundOf(id);
    const listed = { state: change.to, since: change.at };
    return [
      moveState(id, change),
      appendListChange(table, compound, passIndexOf(id), listed),
      raiseVersions(table, compound, { statusList: 1 }),
    ];
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

    findPassesOfResidents: async (residents, nowMs) => {
      const items = await getAll(table, residents.map(residentKeysKey));
      const ids = items.flatMap((item) => Object.values(ResidentKeys.parse(item).keys));
      const found = new Map<ResidentId, Pass[]>();
      for (let start = 0; start < ids.length; start += KEYS_PER_READ) {
        const group = ids.slice(start, start + KEYS_PER_READ);
        const passes = await getAll(table, [...new Set(group)].map(passKeyOf));
        for (const pass of liveOnly(
          passes.map((item) => Pass.parse(item)),
          nowMs,
        )) {
          found.set(pass.residentId, [...(found.get(pass.residentId) ?? []), pass]);
        }
      }
      return found;
    },

    findPasses: async (ids, nowMs) => {
      const items = await getAll(table, ids.map(passKeyOf));
      return liveOnly(
        items.map((item) => Pass.parse(item)),
        nowMs,
      );
    },

    recordIssued: async (pass, seen, replaced) => {
      const places = putPass(pass);
      const others = seen.passes.filter(({ passId }) => passId !== replaced?.passId);
      const outcome = await transact(table, [
        ...places,
        putResidentKeys(pass.residentId, seen, [...seen.passes, pass]),
        ...others.map(checkState),
        ...(replaced === undefined ? [] : moveStateOfPass(replaced.passId, replaced.change)),
      ]);
      if (outcome === 'done') return 'recorded';
      const wasSeen = !outcome.slice(places.length).some(hasFailed);
      return wasSeen && outcome.some(hasFailed) ? 'index_taken' : 'changed';
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
      const outcome = await transact(table, moveStateOfPass(id, change));
      if (outcome === 'done') return 'changed';
      const [stood] = outcome;
      const pass = stood?.item === undefined ? undefined : Pass.parse(stood.item);
      if (pass === undefined || indexFreeAt(pass) <= change.at) return 'missing';
      return pass.state === change.to ? 'already' : 'conflict';
    },
  };
}
