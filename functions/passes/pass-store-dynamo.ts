import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AccountId, compoundOf, type PassId, type ResidentId } from '../../shared/ids.ts';
import { checkNotEnded, checkSession } from '../identity/index.ts';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { cardPartOf } from './card-number-store-dynamo.ts';
import {
  hasServedTerm,
  indexFreeAt,
  isCard,
  Pass,
  type PassWithFacts,
  suspendedUntil,
} from './pass.ts';
import { cardNumberKey, passKeyOf, residentKeysKey } from './pass-keys.ts';
import { isLawful, listNewPass, moveStateOfPass, secondsOf, ttlOf } from './pass-moves-dynamo.ts';
import type { PassesOfResident, PassStore } from './pass-store.ts';
import { createResumptions } from './resumptions-dynamo.ts';

/** Thumbprint of a device key → its pass. Entries whose index is free again are left out when next written. */
const ResidentKeys = z.object({
  version: z.number().int(),
  /** Unix seconds. */
  ttl: z.number().int(),
  keys: z.record(z.string(), Pass.shape.passId),
});

/** What one read takes. */
const KEYS_PER_READ = 100;
/** Each try loses to somebody else's change of the same pass. */
const MOST_TRIES = 5;

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
  function putPass({ audit, ...pass }: PassWithFacts): TransactedAction[] {
    const { passId } = pass;
    const put = putFor(pass, { ...passKeyOf(passId), ...pass, audit, version: 1 });
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

  /** The resident's keys stay for as long as the suspension that they lead to. */
  async function holdResidentKeys(after: Pass): Promise<TransactedAction[]> {
    const key = residentKeysKey(after.residentId);
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: key, ConsistentRead: true }),
    );
    if (Item === undefined) return [];
    const { version, ttl } = ResidentKeys.parse(Item);
    return [
      {
        Update: {
          TableName,
          Key: key,
          UpdateExpression: 'SET version = :next, #ttl = :ttl',
          ConditionExpression: 'version = :seen',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':seen': version,
            ':next': version + 1,
            ':ttl': Math.max(ttl, ttlOf(after)),
          },
        },
      },
    ];
  }

  /** Of a phone's pass: its sign-in is not revoked, and its number still speaks for the resident. */
  function checksOfAsker({ residentId, issue }: Pass): TransactedAction[] {
    if (issue.session === undefined) return [];
    const account = AccountId.safeParse(issue.by).data;
    return [
      checkSession(table, issue.session),
      ...(account === undefined ? [] : [checkNotEnded(table, account, residentId)]),
    ];
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

    whoHasPasses: async (residents) => {
      const items = await getAll(table, residents.map(residentKeysKey), { certainly: true });
      return residents.filter((resident) => {
        const { pk, sk } = residentKeysKey(resident);
        return items.some((item) => item.pk === pk && item.sk === sk);
      });
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
      const before = seen.passes.find(({ passId }) => passId === replaced?.passId);
      const others = seen.passes.filter((other) => other !== before);
      if (replaced !== undefined && !isLawful(before, replaced.change)) return 'changed';
      const outcome = await transact(table, [
        ...places,
        putResidentKeys(pass.residentId, seen, [...seen.passes, pass]),
        ...others.map(checkState),
        ...checksOfAsker(pass),
        ...(replaced === undefined || before === undefined
          ? []
          : moveStateOfPass(table, before, replaced.change)),
        ...listNewPass(table, pass),
      ]);
      if (outcome === 'done') return 'recorded';
      const wasSeen = !outcome.slice(places.length).some(hasFailed);
      return wasSeen && outcome.some(hasFailed) ? 'index_taken' : 'changed';
    },

    recordRenewed: async (pass, before) => {
      const isAsBefore = '#state = :state AND expires = :before AND residentId = :resident';
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
              `#class = :class, #ttl = :ttl, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
            ConditionExpression: isAsBefore,
            ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl', '#class': 'class' },
            ExpressionAttributeValues: {
              ...Object.fromEntries(Object.entries(changed).map(([name, is]) => [`:${name}`, is])),
              ':class': pass.class,
              ...factsValues(pass.audit),
              ':ttl': ttlOf(pass),
              ':state': before.state,
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

    changeState: async (id, { to, as, ...change }) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const [before] = liveOnly(await findCertainly(id), change.at);
        if (before === undefined) return 'missing';
        if (before.state === to && suspendedUntil(before) === change.until) return 'already';
        const isServed = as !== 'time' || hasServedTerm(before, change.at);
        if (!isServed || !isLawful(before, { to, as, ...change })) {
          return before.state === to ? 'already' : 'conflict';
        }
        const outcome = await transact(table, [
          ...moveStateOfPass(table, before, { to, as, ...change }),
          ...(to === 'suspended'
            ? await holdResidentKeys({ ...before, state: to, stateChange: change })
            : []),
        ]);
        if (outcome === 'done') return 'changed';
      }
      throw new Error('a pass whose state changes all the time');
    },

    ...createResumptions(table),
  };
}
