import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';
import { createJsonLog } from '../../../functions/platform/log.ts';
import { type TimedChange, takeChangesTogether } from '../../../functions/platform/table-stream.ts';
import { readStream } from '../../../infra/local/streams.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { accountOfPhone, PHONES, RESIDENTS, STAFF } from '../../support/street.ts';

const SOON_MS = 30_000;

/** Every change that the table ever had, in its order, as the stream tells it. */
export async function changesOf(
  { table, endpoint }: TestEngine,
  withinMs = SOON_MS,
): Promise<TimedChange[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const streams = new DynamoDBStreamsClient({ endpoint, region: 'local', credentials });
  const Item = { pk: 'the end', sk: 'of the changes' };
  await table.documents.send(new PutCommand({ TableName: table.name, Item }));
  const changes: TimedChange[] = [];
  const reader = await readStream({
    table,
    streams,
    checkpointPath: join(mkdtempSync(join(tmpdir(), 'xq-changes-')), 'checkpoints'),
    take: (event) =>
      takeChangesTogether(
        event,
        async (some) => {
          changes.push(...some);
        },
        createJsonLog(() => undefined),
      ),
  });
  await vi.waitFor(() => {
    if (changes.at(-1)?.after?.pk !== Item.pk) throw new Error('not yet');
  }, withinMs);
  await reader.stop();
  streams.destroy();
  return changes.slice(0, -1);
}

/** What changes a person's data or a right and is undone again, through the API. */
export async function endTheDay(house: Gatehouse): Promise<void> {
  const { call, clock } = house;
  const cookie = await house.staffCookie('property_manager');
  const manage = (method: string, path: string, body?: unknown) =>
    call('manager', method, `/api/v1/manager${path}`, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
  await manage('PUT', `/gates/${GATES.west}/trial`, { until: clock() + 3_600_000 });
  await manage('DELETE', `/gates/${GATES.west}/trial`);
  const device = await house.deviceAt(GATES.west);
  await manage('DELETE', `/gate-devices/${device.deviceId}`);
  await manage('DELETE', `/compounds/cmp_1/shift-pins/${STAFF.guard}`);
  await call('guard', 'PUT', '/api/v1/guard/shift-pin', {
    cookie: await house.staffCookie('guard'),
    body: { pin: '804213' },
  });
  for (const [resident, isTheirs] of [
    [RESIDENTS.child, true],
    [RESIDENTS.child, false],
  ] as const) {
    const since = clock();
    await house.stores.questions.askHousehold({
      accountId: accountOfPhone(PHONES.mother),
      residentId: resident,
      since,
    });
    await manage('PUT', `/residents/${resident}/number-question`, { since, isTheirs });
    clock.advance(1_000);
  }
  await manage('POST', `/residents/${RESIDENTS.child}/card`, {});
  await manage('GET', `/residents/${RESIDENTS.child}/passes`);
}
