import { GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { KEPT_MS } from '../../shared/retention.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { deletionKey } from '../platform/deletion.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { FACTS_PER_LINK, type Link, markOf } from './chain.ts';
import { ChainId } from './chain-id.ts';
import type { ChainStore, SealedLink } from './chain-store.ts';
import {
  CHAINS,
  chainEntryKey,
  FACTS_PREFIX,
  factsKey,
  factsPartition,
  LINK_PREFIX,
  linkKey,
} from './keys.ts';
import { packFacts } from './packed-facts.ts';

const Bytes = z.instanceof(Uint8Array);
const LinkItem = z.object({
  number: z.number().int(),
  previous: Bytes,
  leaves: Bytes,
  at: z.number().int(),
});
const FactsItem = z.object({ sk: z.string(), packed: Bytes });
const ChainEntry = z.object({ chain: ChainId });
const Deletion = z.object({ audit: z.object({ at: z.number().int() }) });

/** What DynamoDB gives in one read by keys. */
const LINKS_AT_A_TIME = 100;
const AFTER_ALL_LINKS = `${LINK_PREFIX}~`;

const factsKeyOf = (link: Link) =>
  factsKey(link.chain, { number: link.number, at: link.at, mark: markOf(link) });
const keyText = ({ pk, sk }: { pk?: unknown; sk?: unknown }): string => `${pk} ${sk}`;

export function createChainStore(table: Table): ChainStore {
  const TableName = table.name;

  async function* query(
    condition: string,
    values: Record<string, string>,
    how: { readonly newestFirst?: boolean; readonly certain?: boolean; readonly pageSize?: number },
  ): AsyncGenerator<Record<string, unknown>> {
    const { newestFirst = false, certain = false, pageSize } = how;
    const pages = paginateQuery(
      { client: table.documents, ...(pageSize === undefined ? {} : { pageSize }) },
      {
        TableName,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: values,
        ScanIndexForward: !newestFirst,
        ConsistentRead: certain,
      },
    );
    for await (const { Items = [] } of pages) yield* Items;
  }

  const linkIn = (chain: ChainId, item: unknown): Link => ({ chain, ...LinkItem.parse(item) });

  /** Links with their facts, found by the links: facts that lost their place belong to none. */
  async function withFacts(links: readonly Link[]): Promise<SealedLink[]> {
    const items = await getAll(table, links.map(factsKeyOf));
    const packed = new Map(items.map((item) => [keyText(item), FactsItem.parse(item).packed]));
    return links.map((link) => ({ link, packed: packed.get(keyText(factsKeyOf(link))) }));
  }

  return {
    readBack: async (chain, untilMs) => {
      const { pk } = linkKey(chain, 0);
      const links: Link[] = [];
      const newestFirst = query(
        'pk = :chain AND begins_with(sk, :links)',
        { ':chain': pk, ':links': LINK_PREFIX },
        { newestFirst: true, certain: true, pageSize: 4 },
      );
      for await (const item of newestFirst) {
        const link = linkIn(chain, item);
        links.push(link);
        if (link.at < untilMs) break;
      }
      return links;
    },

    recordLink: async (link, facts) => {
      if (facts.length > FACTS_PER_LINK) throw new RangeError('more facts than a link holds');
      const { chain, number, previous, leaves, at } = link;
      const factsItem = {
        ...factsKeyOf(link),
        packed: packFacts(facts),
        ttl: Math.ceil((at + KEPT_MS.audit_facts) / 1_000),
      };
      await table.documents.send(new PutCommand({ TableName, Item: factsItem }));
      if (number === 1) {
        const entry = { ...chainEntryKey(chain), chain };
        await table.documents.send(new PutCommand({ TableName, Item: entry }));
      }
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: { ...linkKey(chain, number), number, previous, leaves, at },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return 'sealed';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return 'taken';
      }
    },

    deletionOf: async (key) => {
      const { pk, sk } = deletionKey(key);
      const values = { ':gone': pk, ':key': sk };
      for await (const item of query('pk = :gone AND sk = :key', values, { certain: true })) {
        return Deletion.parse(item).audit.at;
      }
      return undefined;
    },

    listChains: async () => {
      const chains: ChainId[] = [];
      const entries = query(
        'pk = :pk AND begins_with(sk, :chains)',
        { ':pk': CHAINS.pk, ':chains': CHAINS.prefix },
        {},
      );
      for await (const item of entries) chains.push(ChainEntry.parse(item).chain);
      return chains;
    },

    readChain: async function* (chain, from) {
      const { pk, sk } = linkKey(chain, from);
      const values = { ':chain': pk, ':from': sk, ':last': AFTER_ALL_LINKS };
      let links: Link[] = [];
      for await (const item of query('pk = :chain AND sk BETWEEN :from AND :last', values, {})) {
        links.push(linkIn(chain, item));
        if (links.length < LINKS_AT_A_TIME) continue;
        yield* await withFacts(links);
        links = [];
      }
      yield* await withFacts(links);
    },

    findLink: async (chain, number) => {
      const { Item } = await table.documents.send(
        new GetCommand({ TableName, Key: linkKey(chain, number) }),
      );
      return Item === undefined ? undefined : linkIn(chain, Item);
    },

    linksOfDay: async (chain, day) => {
      const values = { ':day': factsPartition(chain, day), ':facts': FACTS_PREFIX };
      const numbers = new Set<number>();
      for await (const item of query('pk = :day AND begins_with(sk, :facts)', values, {})) {
        numbers.add(Number(FactsItem.parse(item).sk.split('#')[1]));
      }
      const links: SealedLink[] = [];
      const all = [...numbers].sort((one, other) => one - other);
      for (let start = 0; start < all.length; start += LINKS_AT_A_TIME) {
        const group = all.slice(start, start + LINKS_AT_A_TIME);
        const items = await getAll(
          table,
          group.map((number) => linkKey(chain, number)),
        );
        const found = items.map((item) => linkIn(chain, item));
        links.push(...(await withFacts(found.sort((one, other) => one.number - other.number))));
      }
      return links.filter(({ packed }) => packed !== undefined);
    },
  };
}
