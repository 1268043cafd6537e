import { DeleteCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { compoundOf, ResidentId } from '../../shared/ids.ts';
import { endLink, moveLinkEnd, startLink } from '../identity/index.ts';
import { putIntoOutbox } from '../notifications/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { Table } from '../platform/table.ts';
import { hasFailed, type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { endMeansActions, readMeans } from './entry-means-store-dynamo.ts';
import { type GuardianChanges, SAME_GUARDIANS } from './guardians.ts';
import type { ProxyRecord } from './proxy.ts';
import { endProxyActions, putProxy, readProxies } from './proxy-store-dynamo.ts';
import { moveRows } from './register-store-dynamo.ts';
import type { Registered } from './registered.ts';
import type { DueDeparture, ResidenceStore } from './residence-store.ts';
import type { Resident } from './resident.ts';
import { memberKey, residentKey } from './resident-keys.ts';
import { endCareActions, readCare } from './special-care-store-dynamo.ts';

const DEPARTURES = 'leaving#';
const instant = (ms: number): string => new Date(ms).toISOString();
const departureKey = ({ residentId, at }: DueDeparture) => ({
  pk: compoundOf(residentId),
  sk: `${DEPARTURES}${instant(at)}#${residentId}`,
});
const Departure = z.object({ residentId: ResidentId, at: z.number().int() });

/** What of a record can change; what is absent afterwards is taken off. */
const CHANGING = [
  'name',
  'maskedName',
  'tie',
  'class',
  'accountId',
  'childUntil',
  'state',
  'leaving',
  'movedOutOn',
  'tenancyOver',
] as const satisfies readonly (keyof Resident)[];

/** The record as it shall be, where it is as it was read. */
function setResident(
  { name: TableName }: Table,
  before: Resident,
  after: Resident,
  audit: AuditFacts,
): TransactedAction {
  const [set, gone] = [
    CHANGING.filter((field) => after[field] !== undefined),
    CHANGING.filter((field) => after[field] === undefined),
  ];
  const sets = set.map((field) => `#${field} = :${field}`);
  const removes = gone.map((field) => `#${field}`);
  const remove = removes.length === 0 ? '' : ` REMOVE ${removes.join(', ')}`;
  return {
    Update: {
      TableName,
      Key: residentKey(before.residentId),
      UpdateExpression: `SET ${[...sets, 'audit = :audit', 'version = :next'].join(', ')}${remove}`,
      ConditionExpression: 'version = :version',
      ExpressionAttributeNames: Object.fromEntries(CHANGING.map((field) => [`#${field}`, field])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map((field) => [`:${field}`, after[field]])),
        ':audit': audit,
        ':version': before.version,
        ':next': before.version + 1,
      },
    },
  };
}

/** The former number goes on as a proxy, where there is one. */
function moveNumber(
  table: Table,
  before: Resident,
  after: Resident,
  audit: AuditFacts,
  former: ProxyRecord | undefined,
): TransactedAction[] {
  const { residentId, accountId: was } = before;
  const { accountId: is } = after;
  if (was === is) return [];
  const ended = was === undefined ? [] : endLink(table, was, residentId, audit);
  return [
    ...(former === undefined ? ended : [putProxy(table, former, audit)]),
    ...(is === undefined ? [] : startLink(table, is, residentId, audit)),
  ];
}

/** Everything that is written where a record changes and the residence goes on. */
export function editing(
  table: Table,
  before: Registered,
  after: Resident,
  audit: AuditFacts,
  former: ProxyRecord | undefined,
): TransactedAction[] {
  const { residentId, houseId, maskedName } = after;
  const Item = { ...memberKey(houseId, residentId), residentId, maskedName };
  return [
    setResident(table, before.resident, after, audit),
    ...moveRows(table, before, { ...before, resident: after }),
    { Put: { TableName: table.name, Item } },
    ...moveNumber(table, before.resident, after, audit, former),
  ];
}

function guardianActions(
  table: Table,
  { residentId, childUntil: until }: Resident,
  { added, moved, ended }: GuardianChanges,
  audit: AuditFacts,
): TransactedAction[] {
  const gone = ended.flatMap((one) => endProxyActions(table, one, audit));
  if (until === undefined) return gone;
  return [
    ...gone,
    ...moved.map((one) => moveLinkEnd(table, one.accountId, residentId, { until, audit })),
    ...added.flatMap((one) => [
      putProxy(table, one, audit),
      ...startLink(table, one.accountId, residentId, audit, { until }),
    ]),
  ];
}

export function createResidenceStore(table: Table): ResidenceStore {
  const TableName = table.name;

  /** The first action is the record: where it is not as it was read, nothing counts. */
  async function change(actions: TransactedAction[]): Promise<'changed' | 'conflict' | 'exists'> {
    const outcome = await transact(table, actions);
    if (outcome === 'done') return 'changed';
    return hasFailed(outcome[0]) ? 'conflict' : 'exists';
  }
  const oneOrOther = (outcome: 'changed' | 'conflict' | 'exists') =>
    outcome === 'changed' ? outcome : 'conflict';

  return {
    edit: async (before, after, audit, { former, guardians = SAME_GUARDIANS } = {}) =>
      change([
        ...editing(table, before, after, audit, former),
        ...guardianActions(table, after, guardians, audit),
      ]),

    announce: async (before, leaving, audit) => {
      const after: Resident = { ...before.resident, state: 'leaving', leaving };
      const due = { residentId: after.residentId, at: leaving.at };
      return oneOrOther(
        await change([
          setResident(table, before.resident, after, audit),
          ...moveRows(table, before, { ...before, resident: after }),
          { Put: { TableName, Item: { ...departureKey(due), ...due } } },
        ]),
      );
    },

    takeBack: async (before, audit) => {
      const { leaving, ...rest } = before.resident;
      const after: Resident = { ...rest, state: 'active' };
      const due = { residentId: after.residentId, at: leaving?.at ?? 0 };
      return oneOrOther(
        await change([
          setResident(table, before.resident, after, audit),
          ...moveRows(table, before, { ...before, resident: after }),
          { Delete: { TableName, Key: departureKey(due) } },
        ]),
      );
    },

    end: async (before, on, audit, told) => {
      const { leaving, accountId, tenancyOver: _, ...rest } = before.resident;
      const after: Resident = { ...rest, state: 'moved_out', movedOutOn: on };
      const { residentId, houseId } = after;
      const [proxies, care, means] = await Promise.all([
        readProxies(table, residentId),
        readCare(table, residentId),
        readMeans(table, after),
      ]);
      const due = { residentId, at: leaving?.at ?? audit.at };
      return oneOrOther(
        await change([
          setResident(table, before.resident, after, audit),
          ...moveRows(table, before, { ...before, resident: after }),
          { Delete: { TableName, Key: memberKey(houseId, residentId) } },
          ...(accountId === undefined ? [] : endLink(table, accountId, residentId, audit)),
          ...proxies.flatMap((proxy) => endProxyActions(table, proxy, audit)),
          ...(care === undefined ? [] : endCareActions(table, residentId, audit)),
          ...endMeansActions(table, after, means, audit),
          { Put: { TableName, Item: { ...departureKey(due), ...due } } },
          ...(told === undefined ? [] : [putIntoOutbox(table, told)]),
        ]),
      );
    },

    listDue: async (compound, nowMs) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :compound AND sk BETWEEN :first AND :last',
          ExpressionAttributeValues: {
            ':compound': compound,
            ':first': DEPARTURES,
            ':last': `${DEPARTURES}${instant(nowMs)}~`,
          },
        },
      );
      const due: DueDeparture[] = [];
      for await (const { Items = [] } of pages) {
        due.push(...Items.map((item) => Departure.parse(item)));
      }
      return due;
    },

    dropDue: async (due) => {
      await table.documents.send(new DeleteCommand({ TableName, Key: departureKey(due) }));
    },
  };
}
