import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDeliveryStore,
  createOutbox,
  type ForgetToldPorts,
  forgetTold,
  notify,
} from '../../../functions/notifications/index.ts';
import { createGrantStore } from '../../../functions/permissions/index.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { tellThroughADay } from './told-in-a-day.ts';

let open: Awaited<ReturnType<typeof openOwnGatehouse>>;
let ports: ForgetToldPorts;
beforeAll(async () => {
  open = await openOwnGatehouse();
  const { table, stores } = open.house;
  ports = {
    outbox: createOutbox(table),
    deliveries: createDeliveryStore(table),
    grants: createGrantStore(table),
    lineages: stores.lineages,
  };
});
afterAll(() => open.engine.stop());

const father = accountOfPhone(PHONES.father);
/** Where a notification can lie. */
const told = async () =>
  (await itemsOf(open.engine.table)).filter(
    ({ pk, sk }) =>
      /#(outbox|to-send)$/.test(String(pk)) || /^(told|message|undelivered)#/.test(String(sk)),
  );

describe('a notification that is taken back', () => {
  it('is gone from the outbox, the inbox, what waits to be sent and what could not be', async () => {
    const { house } = open;
    await tellThroughADay(house);
    const before = await told();
    const kinds = before.map(({ pk, sk }) => `${pk} ${sk}`).join('\n');
    for (const place of [/#outbox /, /#to-send /, / told#/, / message#/, / undelivered#/]) {
      expect(kinds).toMatch(place);
    }
    const put = before.filter(({ pk }) => String(pk).endsWith('#outbox'));
    for (const { notification } of put)
      await forgetTold(ports, Object(notification), house.clock());
    expect(await told()).toEqual([]);
  });

  it('was never told, if nobody was reached; and taken back twice, it is still gone', async () => {
    const note = { compoundId: 'cmp_1', key: 'never', to: { account: father } } as const;
    await forgetTold(ports, note, open.clock());
    await forgetTold(ports, note, open.clock());
    expect(await told()).toEqual([]);
  });

  it('is taken back from staff also after their role has ended', async () => {
    const { house, clock } = open;
    const note = {
      compoundId: 'cmp_1',
      key: 'of-a-worker',
      to: { role: 'guard', at: 'cmp_1' },
      template: 'task_assigned',
      parameters: { requestId: 'req_1_0000000000000001' },
      urgency: 'normal',
      at: clock(),
    } as const;
    await notify({ outbox: createOutbox(house.table) }, note);
    await house.deliverNotifications();
    const grants = (await itemsOf(house.table)).filter(
      ({ sk, staffId }) => String(sk).startsWith('grant#') && staffId === STAFF.guard,
    );
    expect(grants.length).toBeGreaterThan(0);
    for (const Item of grants) {
      await house.table.documents.send(
        new PutCommand({ TableName: house.table.name, Item: { ...Item, endedAt: clock() } }),
      );
    }
    expect(await told()).not.toEqual([]);
    await forgetTold(ports, note, clock());
    expect(await told()).toEqual([]);
  });
});
