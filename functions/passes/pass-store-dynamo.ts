import { DeleteCommand, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, PassId, passIndexOf, type ResidentId } from '../../shared/ids.ts';
import { raiseVersions } from '../compounds/index.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { cardPartOf } from './card-number-store-dynamo.ts';
import { hasServedTerm, indexFreeAt, isCard, Pass, statesBefore, suspendedUntil } from './pass.ts';
import {
  cardNumberKey,
  passKeyOf,
  RESUMPTIONS,
  residentKeysKey,
  resumptionKey,
} from './pass-keys.ts';
import type { PassesOfResident, PassStore, Resumption, StateChangeRequest } from './pass-store.ts';
import { appendListChange } from './status-list-store-dynamo.ts';

/** Thumbprint of a device key → its pass. Entries whose index is free again are left out when next written. */
const ResidentKeys = z.object({
  version: z.number().int(),
  /** Unix seconds. */
  ttl: z.number().int(),
  keys: z.record(z.string(), Pass.shape.passId),
});

/** What one read takes. */
const KEYS_PER_READ = 100;
const ResumptionItem = z.object({ passId: PassId, at: z.number().int() });

/** Each try loses to somebody else's change of the same pass. */
const MOST_TRIES = 5;

const secondsOf = (ms: number): number => Math.floor(ms / 1_000);
const ttlOf = (pass: Pass): number => secondsOf(indexFreeAt(pass));

/** A deletion by TTL comes late: until then, a record past its term is read as absent. */
function liveOnly(passes: readonly Pass[], nowMs: number): Pass[] {
  return passes.filter((pass) => indexFreeAt(pass) > nowMs);
}

function isLawful(before: Pass | undefined, { to, as }: StateChangeRequest): boolean {
  return before !== undefined && statesBefore(to, as).includes(before.state);
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

  /** The pass is still what was seen: nobody has changed its state, its term or its dates. */
  function moveState(before: Pass, after: Pass): TransactedAction {
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
        UpdateExpression:
          'SET previousState = #state, #state = :to, stateChange = :change, #ttl = :ttl',
        ConditionExpression: `${isInSameState} AND ${hasSameTerm}`,
        ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl', '#until': 'until' },
        ExpressionAttributeValues: {
          ':before': before.state,
          ':expires': before.expires,
          ...(until === undefined ? {} : { ':until': until }),
          ':to': after.state,
          ':change': after.stateChange,
          ':ttl': ttlOf(after),
        },
      },
    };
  }

  /** The list learns of a state that it did not say before, from the moment on that it holds. */
  function listState(before: Pass, after: Pass, since: number): TransactedAction[] {
    if (before.state === after.state) return [];
    const compound = compoundOf(after.passId);
    const change = { state: after.state, since };
    return [
      appendListChange(table, compound, passIndexOf(after.passId), change),
      raiseVersions(table, compound, { statusList: 1 }),
    ];
  }

  function moveResumption(before: Pass, after: Pass): TransactedAction[] {
    const [was, is] = [suspendedUntil(before), suspendedUntil(after)];
    const { passId } = after;
    const Item = (at: number) => ({ ...resumptionKey(passId, at), passId, at });
    return [
      ...(was === undefined ? [] : [{ Delete: { TableName, Key: resumptionKey(passId, was) } }]),
      ...(is === undefined ? [] : [{ Put: { TableName, Item: Item(is) } }]),
    ];
  }

  /** The pass, the list that the gates have, the version that tells of it, and when it ends by itself. */
  function moveStateOfPass(
    before: Pass,
    { to, as, ...change }: StateChangeRequest,
  ): TransactedAction[] {
    const after: Pass = { ...before, state: to, stateChange: change };
    const since = as === 'time' ? (suspendedUntil(before) ?? change.at) : change.at;
    return [
      moveState(before, after),
      ...listState(before, after, since),
      ...moveResumption(before, after),
    ];
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
      const before = seen.passes.find(({ passId }) => passId === replaced?.passId);
      const others = seen.passes.filter((other) => other !== before);
      if (replaced !== undefined && !isLawful(before, replaced.change)) return 'changed';
      const outcome = await transact(table, [
        ...places,
        putResidentKeys(pass.residentId, seen, [...seen.passes, pass]),
        ...others.map(checkState),
        ...(replaced === undefined || before === undefined
          ? []
          : moveStateOfPass(before, replaced.change)),
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
          ...moveStateOfPass(before, { to, as, ...change }),
          ...(to === 'suspended'
            ? await holdResidentKeys({ ...before, state: to, stateChange: change })
            : []),
        ]);
        if (outcome === 'done') return 'changed';
      }
      throw new Error('a pass whose state changes all the time');
    },

    listDueResumptions: async (compound, nowMs) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :compound AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':compound': compound,
            ':first': RESUMPTIONS.first,
            ':last': RESUMPTIONS.until(nowMs),
          },
        },
      );
      const due: Resumption[] = [];
      for await (const { Items = [] } of pages) {
        due.push(...Items.map((item) => ResumptionItem.parse(item)));
      }
      return due;
    },

    dropResumption: async ({ passId, at }) => {
      await table.documents.send(new DeleteCommand({ TableName, Key: resumptionKey(passId, at) }));
    },
  };
}
