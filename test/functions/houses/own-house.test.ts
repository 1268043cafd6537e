import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox, notify } from '../../../functions/notifications/index.ts';
import type { ResidentId, TenancyId } from '../../../shared/ids.ts';
import { OwnHouse } from '../../../shared/messages/houses.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { accountOfPhone, HOUSES, PHONES, RESIDENTS } from '../../support/street.ts';
import { houseOffice, letHouse } from './house-office.ts';

let engine: TestEngine;
let house: Gatehouse;
let tenancyId: TenancyId;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  const office = houseOffice(house);
  tenancyId = await letHouse(office);
  await office.post(`${office.path()}/vehicles`, { plate: '浙A12345' });
});
afterEach(() => engine.stop());

const ask = async (cookie: string): Promise<OwnHouse> =>
  OwnHouse.parse((await house.call('resident', 'GET', '/api/v1/resident/house', { cookie })).body);
const readAs = async (phone: string, ids: readonly ResidentId[]) =>
  ask(await house.residentCookie(phone, ids));

describe('of their own house', () => {
  it('tenant and landlord read the days of the tenancy, and neither who the other is', async () => {
    const dates = { tenancyId, houseLabel: '3幢2单元501', compoundName: '锦苑小区', daysLeft: 60 };
    const tenant = await readAs(PHONES.mother, [RESIDENTS.mother]);
    expect(tenant.tenancies).toMatchObject([{ ...dates, as: 'tenant' }]);
    const landlord = await readAs(PHONES.father, [RESIDENTS.father]);
    expect(landlord.tenancies).toMatchObject([{ ...dates, as: 'landlord' }]);
    for (const read of [tenant, landlord]) {
      expect(JSON.stringify(read)).not.toMatch(/\*\*|res_1_|pas_1_/);
    }
  });

  it('somebody else at home reads no tenancy, and the plates of the house', async () => {
    const read = await readAs(PHONES.mother, [RESIDENTS.child]);
    expect(read.tenancies).toEqual([]);
    expect(read.plates).toEqual([{ houseId: HOUSES.family, plate: '浙A12345' }]);
  });

  it('somebody elsewhere reads nothing', async () => {
    const read = await readAs(PHONES.neighbour, [RESIDENTS.neighbour]);
    expect(read).toEqual({ tenancies: [], plates: [], notices: [] });
  });

  it('a number that waits for an answer whose it is reads nothing that was told to it', async () => {
    const notice = { compound: '锦苑小区', last: '2036-01-13', days: 30 };
    await notify(
      { outbox: createOutbox(engine.table) },
      {
        compoundId: 'cmp_1',
        key: `${tenancyId}#2036-01-13#30`,
        to: { account: accountOfPhone(PHONES.father) },
        template: 'tenancy_ending',
        parameters: notice,
        urgency: 'normal',
        at: house.clock(),
      },
    );
    await house.deliverNotifications();
    const known = await readAs(PHONES.father, [RESIDENTS.father]);
    expect(known.notices).toEqual([{ ...notice, at: house.clock() }]);
    const waiting = await ask(await house.waitingCookie(PHONES.father, [RESIDENTS.father]));
    expect(waiting).toEqual({ tenancies: [], plates: [], notices: [] });
    house.clock.advance(61 * 86_400_000);
    expect((await readAs(PHONES.father, [RESIDENTS.father])).notices).toEqual([]);
  });

  it('what was told before there were inboxes is read on', async () => {
    const notice = { compound: '锦苑小区', last: '2036-01-13', days: 30 };
    await engine.table.documents.send(
      new PutCommand({
        TableName: engine.table.name,
        Item: {
          pk: `phone#${accountOfPhone(PHONES.father)}`,
          sk: `notice#${tenancyId}#2036-01-13#30`,
          template: 'tenancy_ending',
          parameters: notice,
          key: `${tenancyId}#2036-01-13#30`,
          at: house.clock(),
          ttl: house.clock() / 1_000 + 86_400,
        },
      }),
    );
    const { notices } = await readAs(PHONES.father, [RESIDENTS.father]);
    expect(notices).toEqual([{ ...notice, at: house.clock() }]);
  });
});
