import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf, type ProxyId, type ResidentId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { endLink, ResidentLink, residentLinkKey, startLink } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { getAll } from '../platform/batch-dynamo.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { ProxyRecord } from './proxy.ts';
import type { ProxyStore } from './proxy-store.ts';
import type { Resident } from './resident.ts';
import { residentKey } from './resident-keys.ts';

const proxyPrefix = (resident: ResidentId): string => `proxy#${resident}#`;
const proxyKey = (resident: ResidentId, id: ProxyId) => ({
  pk: compoundOf(resident),
  sk: `${proxyPrefix(resident)}${id}`,
});
const endedKey = (resident: ResidentId, id: ProxyId) => ({
  pk: compoundOf(resident),
  sk: `ended-proxy#${resident}#${id}`,
});
const ENDED_KEPT_MS = KEPT_MS.ended_proxy;

/** The adult's record is as it was read: their number, their name, their state. */
export const checkResident = (
  table: Table,
  { residentId, version }: Resident,
): TransactedAction => ({
  ConditionCheck: {
    TableName: table.name,
    Key: residentKey(residentId),
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': version },
  },
});

export const putProxy = (
  table: Table,
  proxy: ProxyRecord,
  audit: AuditFacts,
): TransactedAction => ({
  Put: {
    TableName: table.name,
    Item: { ...proxyKey(proxy.residentId, proxy.proxyId), ...proxy, audit, version: 1 },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** Ends a proxy with its link; which number it was is known for a while, for what is left to do. */
export function endProxyActions(
  table: Table,
  proxy: ProxyRecord,
  audit: AuditFacts,
): TransactedAction[] {
  const { residentId, proxyId, accountId } = proxy;
  const ttl = Math.ceil((audit.at + ENDED_KEPT_MS) / 1_000);
  const Item = { ...endedKey(residentId, proxyId), ...proxy, ttl };
  return [
    {
      Delete: {
        TableName: table.name,
        Key: proxyKey(residentId, proxyId),
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
    noteDeletion(table, proxyKey(residentId, proxyId), audit),
    { Put: { TableName: table.name, Item } },
    ...endLink(table, accountId, residentId, audit),
  ];
}

export async function readProxies(table: Table, resident: ResidentId): Promise<ProxyRecord[]> {
  const { Items = [] } = await table.documents.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: {
        ':compound': compoundOf(resident),
        ':prefix': proxyPrefix(resident),
      },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => ProxyRecord.parse(item));
}

export function createProxyStore(table: Table): ProxyStore {
  const read = async (key: Record<string, string>): Promise<ProxyRecord | undefined> => {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : ProxyRecord.parse(Item);
  };

  return {
    listProxies: async (resident) => {
      const proxies = await readProxies(table, resident);
      const links = await getAll(
        table,
        proxies.map(({ accountId }) => residentLinkKey(accountId, resident)),
      );
      return proxies.map((proxy) => {
        const { pk } = residentLinkKey(proxy.accountId, resident);
        const link = links.find((item) => item.pk === pk);
        const offered = link === undefined ? undefined : ResidentLink.parse(link).offered;
        return offered === undefined ? proxy : { ...proxy, offeredAt: offered.at };
      });
    },

    offer: async (proxy, adult, audit) => {
      const { accountId, residentId } = proxy;
      const outcome = await transact(table, [
        checkResident(table, adult),
        putProxy(table, proxy, audit),
        ...startLink(table, accountId, residentId, audit, { offered: true }),
      ]);
      if (outcome === 'done') return 'offered';
      return hasFailed(outcome[0]) ? 'changed' : 'exists';
    },

    end: async (id, adult, audit) => {
      const { residentId } = adult;
      const proxy = await read(proxyKey(residentId, id));
      if (proxy === undefined) return (await read(endedKey(residentId, id)))?.accountId;
      const outcome = await transact(table, [
        checkResident(table, adult),
        ...endProxyActions(table, proxy, audit),
      ]);
      return outcome === 'done' ? proxy.accountId : 'changed';
    },
  };
}
