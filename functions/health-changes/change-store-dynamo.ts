import { DeleteCommand, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Sealing, Sealings } from '../emergencies/index.ts';
import { type HealthPart, partOf } from '../health/index.ts';
import { replaceByVersion } from '../platform/replace-dynamo.ts';
import type { Table } from '../platform/table.ts';
import type { Acting, ChangeStore } from './change-store.ts';
import { AppealEntry, HealthCall, Proposal } from './proposal.ts';

const Sealed = z.object({ pk: z.string(), sk: z.string(), sealed: z.instanceof(Uint8Array) });

function unsealWith<Kept extends z.ZodType>(sealing: Sealing, schema: Kept, item: unknown) {
  const { sealed, ...key } = Sealed.parse(item);
  return schema.parse(sealing.unseal(key, sealed));
}

/** Their ids are drawn at random, and say of nobody who they are. */
export function createChangeStore(table: Table, sealings: Pick<Sealings, 'of'>): ChangeStore {
  const TableName = table.name;
  const keyOf = (here: Acting, part: HealthPart, id: string) => ({
    pk: partOf(here.compoundId, here.emergencyId, part),
    sk: id,
  });
  const opened = async (here: Acting): Promise<Sealing> => {
    const sealing = await sealings.of(here);
    if (sealing === undefined) throw new Error('the key of an emergency is gone');
    return sealing;
  };

  async function find<Kept extends z.ZodType>(
    here: Acting,
    at: { readonly part: HealthPart; readonly id: string; readonly schema: Kept },
  ) {
    const sealing = await sealings.of(here);
    if (sealing === undefined) return undefined;
    const Key = keyOf(here, at.part, at.id);
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unsealWith(sealing, at.schema, Item);
  }

  async function list<Kept extends z.ZodType>(here: Acting, part: HealthPart, schema: Kept) {
    const sealing = await sealings.of(here);
    if (sealing === undefined) return [];
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': keyOf(here, part, '').pk },
        ConsistentRead: true,
      },
    );
    const found = [];
    for await (const { Items = [] } of pages) {
      for (const item of Items) found.push(unsealWith(sealing, schema, item));
    }
    return found;
  }

  async function put<Kept extends z.ZodType<{ version: number; audit: unknown }>>(
    here: Acting,
    at: { readonly part: HealthPart; readonly id: string; readonly schema: Kept },
    kept: z.infer<Kept>,
  ) {
    const sealing = await opened(here);
    const key = keyOf(here, at.part, at.id);
    const parsed = at.schema.parse(kept);
    const { version, audit } = parsed;
    const item = { ...key, sealed: sealing.seal(key, parsed), version, audit };
    const outcome = await replaceByVersion(table, item, version - 1);
    if (outcome === 'changed') return 'put';
    return outcome.stands === undefined
      ? undefined
      : unsealWith(sealing, at.schema, outcome.stands);
  }

  const aProposal = (id: string) => ({ part: 'proposals', id, schema: Proposal }) as const;
  const aCall = (id: string) => ({ part: 'calls', id, schema: HealthCall }) as const;
  return {
    findProposal: (here, id) => find(here, aProposal(id)),
    listProposals: async (here) =>
      (await list(here, 'proposals', Proposal)).sort((a, b) => b.proposed.at - a.proposed.at),
    putProposal: (here, proposal) => put(here, aProposal(proposal.proposalId), proposal),

    findCall: (here, id) => find(here, aCall(id)),
    listCalls: async (here) => (await list(here, 'calls', HealthCall)).sort((a, b) => a.at - b.at),
    putCall: (here, call) => put(here, aCall(call.changeId), call),

    noteAppeal: async (here, appeal) => {
      const sealing = await opened(here);
      const key = keyOf(here, 'appeals', appeal.changeId);
      const sealed = sealing.seal(key, AppealEntry.parse(appeal));
      await table.documents.send(new PutCommand({ TableName, Item: { ...key, sealed } }));
    },
    findAppeal: (here, id) => find(here, { part: 'appeals', id, schema: AppealEntry }),
    listAppeals: async (here) =>
      (await list(here, 'appeals', AppealEntry)).sort((a, b) => a.at - b.at),
    forgetAppeal: async (here, id) => {
      const Key = keyOf(here, 'appeals', id);
      await table.documents.send(new DeleteCommand({ TableName, Key }));
    },
  };
}
