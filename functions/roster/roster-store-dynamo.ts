import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CompoundId, compoundOf, type ImportId } from '../../shared/ids.ts';
import { ROSTER_PAGE_ROWS, RosterDuplicate, RosterError } from '../../shared/messages/rosters.ts';
import { putAll } from '../platform/batch-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { hasFailed, transact } from '../platform/transaction-dynamo.ts';
import {
  CONFIRMABLE_MS,
  IMPORT_KEPT_MS,
  isAtWork,
  NO_PROGRESS,
  Progress,
  ROWS_KEPT_MS,
  ROWS_PER_CHUNK,
  StoredImport,
  statesBefore,
} from './roster-import.ts';
import { RosterRow } from './roster-row.ts';
import type { ImportNow, RosterStore } from './roster-store.ts';

/** The imports of a compound lie together; what each brought in a partition of its own. */
const importKey = (id: ImportId) => ({ pk: compoundOf(id), sk: `roster#${id}` });
const partOf = (id: ImportId): string => `${compoundOf(id)}#roster#${id}`;
const progressKey = (id: ImportId) => ({ pk: partOf(id), sk: 'progress' });
const numbered = (kind: 'people' | 'errors' | 'duplicates') => (id: ImportId, number: number) => ({
  pk: partOf(id),
  sk: `${kind}#${String(number).padStart(4, '0')}`,
});
const chunkKey = numbered('people');
const errorsKey = numbered('errors');
const duplicatesKey = numbered('duplicates');

const Chunk = z.object({ people: z.array(RosterRow) });
const Errors = z.object({ errors: z.array(RosterError) });
const Duplicates = z.object({ duplicates: z.array(RosterDuplicate) });
const Timed = z.object({ ttl: z.number() });

const ttlAt = (ms: number): number => Math.ceil(ms / 1_000);

function chunked<Part>(parts: readonly Part[], size: number): Part[][] {
  const chunks: Part[][] = [];
  for (let at = 0; at < parts.length; at += size) chunks.push(parts.slice(at, at + size));
  return chunks;
}

export function createRosterStore(table: Table): RosterStore {
  const TableName = table.name;

  async function progressOf(id: ImportId): Promise<Progress> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: progressKey(id), ConsistentRead: true }),
    );
    return Item === undefined ? { of: 'previewed', ...NO_PROGRESS } : Progress.parse(Item);
  }

  async function importsOf(compound: CompoundId, nowMs: number): Promise<StoredImport[]> {
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        KeyConditionExpression: 'pk = :compound AND begins_with(sk, :rosters)',
        ExpressionAttributeValues: { ':compound': compound, ':rosters': 'roster#' },
      },
    );
    const found: StoredImport[] = [];
    for await (const { Items = [] } of pages) {
      found.push(
        ...Items.filter((item) => !isOver(item, nowMs)).map((item) => StoredImport.parse(item)),
      );
    }
    return found;
  }

  async function part(Key: { pk: string; sk: string }): Promise<unknown> {
    const { Item } = await table.documents.send(new GetCommand({ TableName, Key }));
    return Item;
  }

  return {
    recordPreview: async ({ stored, people, errors, duplicates }, audit) => {
      const id = stored.importId;
      const ttl = ttlAt(stored.uploadedAt + ROWS_KEPT_MS);
      await putAll(table, [
        ...chunked(people, ROWS_PER_CHUNK).map((rows, at) => ({
          ...chunkKey(id, at),
          people: rows,
          ttl,
        })),
        ...chunked(errors, ROSTER_PAGE_ROWS).map((page, at) => ({
          ...errorsKey(id, at),
          errors: page,
          ttl,
        })),
        ...chunked(duplicates, ROSTER_PAGE_ROWS).map((page, at) => ({
          ...duplicatesKey(id, at),
          duplicates: page,
          ttl,
        })),
      ]);
      await table.documents.send(
        new PutCommand({
          TableName,
          Item: {
            ...importKey(id),
            ...stored,
            audit,
            ttl: ttlAt(stored.uploadedAt + CONFIRMABLE_MS),
          },
        }),
      );
    },

    findImport: async (id, nowMs) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: importKey(id), ConsistentRead: true }),
      );
      if (Item === undefined || isOver(Item, nowMs)) return undefined;
      return { stored: StoredImport.parse(Item), progress: await progressOf(id) };
    },

    listImports: async (compound, nowMs) => {
      const found: ImportNow[] = [];
      for (const stored of await importsOf(compound, nowMs)) {
        found.push({ stored, progress: await progressOf(stored.importId) });
      }
      return found.sort((a, b) => b.stored.uploadedAt - a.stored.uploadedAt);
    },

    runningImports: async (compound, nowMs) =>
      (await importsOf(compound, nowMs)).filter(isAtWork).map(({ importId }) => importId),

    listErrors: async (id, page) =>
      Errors.parse((await part(errorsKey(id, page))) ?? { errors: [] }).errors,
    listDuplicates: async (id, page) =>
      Duplicates.parse((await part(duplicatesKey(id, page))) ?? { duplicates: [] }).duplicates,
    findChunk: async (id, chunk) => {
      const item = await part(chunkKey(id, chunk));
      return item === undefined ? undefined : Chunk.parse(item).people;
    },

    changeState: async (seen, { to, audit, choices, others, addHouses }) => {
      const id = seen.importId;
      const ttl = ttlAt(audit.at + IMPORT_KEPT_MS);
      const names: Record<string, string> = {
        '#state': 'state',
        '#version': 'version',
        '#audit': 'audit',
        '#ttl': 'ttl',
      };
      const values: Record<string, unknown> = {
        ':to': to,
        ':audit': audit,
        ':seen': seen.version,
        ':next': seen.version + 1,
        ':ttl': ttl,
      };
      const sets = ['#state = :to', '#audit = :audit', '#version = :next', '#ttl = :ttl'];
      const also = {
        ...(choices === undefined ? {} : { choices }),
        ...(others === undefined ? {} : { others }),
        ...(addHouses === undefined ? {} : { addHouses }),
        ...(to === 'confirmed' ? { confirmation: audit } : {}),
        ...(to === 'withdrawing' ? { withdrawal: audit } : {}),
      };
      for (const [name, value] of Object.entries(also)) {
        names[`#${name}`] = name;
        values[`:${name}`] = value;
        sets.push(`#${name} = :${name}`);
      }
      const before = statesBefore(to);
      for (const [at, state] of before.entries()) values[`:before${at}`] = state;
      const isBefore = `#state IN (${before.map((_, at) => `:before${at}`).join(', ')})`;
      const change = {
        Update: {
          TableName,
          Key: importKey(id),
          UpdateExpression: `SET ${sets.join(', ')}`,
          ConditionExpression: `#version = :seen AND ${isBefore}`,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: values,
        },
      };
      const begin = {
        Update: {
          TableName,
          Key: progressKey(id),
          UpdateExpression:
            'SET #of = :of, done = :none, registered = if_not_exists(registered, :none), updated = if_not_exists(updated, :none), skipped = if_not_exists(skipped, :none), removed = if_not_exists(removed, :none), #left = if_not_exists(#left, :none), #ttl = :ttl',
          ExpressionAttributeNames: { '#of': 'of', '#ttl': 'ttl', '#left': 'left' },
          ExpressionAttributeValues: { ':of': to, ':none': 0, ':ttl': ttl },
        },
      };
      const outcome = await transact(table, [change, begin]);
      if (outcome === 'done') return 'changed';
      if (hasFailed(outcome[0])) return 'conflict';
      throw new Error('the progress of an import has no condition');
    },

    holdWork: (id, { run, now, until }) =>
      held(async () => {
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: progressKey(id),
            UpdateExpression: 'SET heldBy = :run, heldUntil = :until',
            ConditionExpression:
              'attribute_exists(pk) AND (attribute_not_exists(heldUntil) OR heldUntil <= :now OR heldBy = :run)',
            ExpressionAttributeValues: { ':run': run, ':now': now, ':until': until },
          }),
        );
      }),

    noteProgress: async (id, seen, now, { run }) => {
      const { of, ...counts } = now;
      const noted = await held(async () => {
        const names = Object.keys(counts);
        await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: progressKey(id),
            UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
            ConditionExpression: '#of = :of AND #done = :seen AND heldBy = :run',
            ExpressionAttributeNames: {
              '#of': 'of',
              ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
            },
            ExpressionAttributeValues: {
              ':of': of,
              ':seen': seen.done,
              ':run': run,
              ...Object.fromEntries(Object.entries(counts).map(([name, n]) => [`:${name}`, n])),
            },
          }),
        );
      });
      return noted ? 'noted' : 'lost';
    },

    dropChunk: async (id, chunk) => {
      await table.documents.send(new DeleteCommand({ TableName, Key: chunkKey(id, chunk) }));
    },

    dropRows: async (id) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :import',
          ExpressionAttributeValues: { ':import': partOf(id) },
          ProjectionExpression: 'pk, sk',
        },
      );
      for await (const { Items = [] } of pages) {
        for (const { pk, sk } of Items) {
          if (sk === progressKey(id).sk) continue;
          await table.documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
        }
      }
    },
  };
}

/** Deletion by TTL comes late: what is over counts as gone. */
function isOver(item: Record<string, unknown>, nowMs: number): boolean {
  return Timed.parse(item).ttl * 1_000 <= nowMs;
}

/** Whether the condition of the write held. */
async function held(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}
