import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import { isCard, Pass } from './pass.ts';
import { PASS_PREFIX } from './pass-keys.ts';
import type { PassState } from './pass-lifecycle.ts';

export type PassHolder = {
  readonly residentId: ResidentId;
  readonly isCard: boolean;
  readonly state: PassState;
};

/** Whose passes and cards of a compound are not over, a suspended one until it is resumed: to be counted. */
export function passHoldersOf(table: Table) {
  return async (compound: CompoundId, nowMs: number): Promise<PassHolder[]> => {
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName: table.name,
        KeyConditionExpression: 'pk = :compound AND begins_with(sk, :passes)',
        ExpressionAttributeValues: { ':compound': compound, ':passes': PASS_PREFIX },
      },
    );
    const holders: PassHolder[] = [];
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        const pass = Pass.parse(item);
        if (pass.state !== 'suspended' && pass.expires * 1_000 <= nowMs) continue;
        holders.push({ residentId: pass.residentId, isCard: isCard(pass), state: pass.state });
      }
    }
    return holders;
  };
}
