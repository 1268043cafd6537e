import { expect, vi } from 'vitest';
import { createPassStore, createStatusListStore } from '../../../../functions/passes/index.ts';
import { systemFacts } from '../../../../functions/platform/audit.ts';
import { randomBytes } from '../../../../functions/platform/random.ts';
import {
  newMoveId,
  newTenancyId,
  type ResidentId,
  type TenancyId,
} from '../../../../shared/ids.ts';
import { DayDisagreement, GateDayCounts } from '../../../../shared/messages/gate-days.ts';
import { NumberQuestions } from '../../../../shared/messages/number-questions.ts';
import { shanghaiDay } from '../../../../shared/time/shanghai.ts';
import { addDays } from '../../../../shared/time/shanghai-days.ts';
import { batchesOf } from '../../../functions/gates/scans-desk.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { openGatehouse } from '../../../support/gatehouse.ts';
import { GATES } from '../../../support/gates.ts';
import { accountOfPhone, HOUSES, PHONES, RESIDENTS } from '../../../support/street.ts';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

/** The stream is looked at five times a second; a busy machine takes its time. */
const SOON_MS = 30_000;
const DAY_MS = 86_400_000;

const today = () => shanghaiDay(Date.now());

export async function aCodeIsLetIn({ house }: Cloud): Promise<void> {
  const phone = await house.phoneOf(RESIDENTS.father);
  const [east, west] = [await house.deviceAt(GATES.east), await house.deviceAt(GATES.west)];
  const desks = [
    { device: east, ...batchesOf(await house.startShift(east), house.clock, 11) },
    { device: west, ...batchesOf(await house.startShift(west), house.clock, 12) },
  ];
  // The stream brings names to the gates.
  await vi.waitFor(async () => {
    const holders = await house.stores.holders.listHolders('cmp_1');
    expect(Object.keys(holders)).toContain(String(phone.index));
  }, SOON_MS);
  const code = phone.showAt(Date.now());
  const decision = { boot: 1, seq: 900, code, direction: 'in' };
  const decided = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, {
    device: east,
    body: decision,
  });
  expect(decided.body).toMatchObject({ outcome: 'allow' });
  for (const { device, cut, scan } of desks) {
    const [batch] = await house.record(device, [cut(scan(code), scan('not a code'))]);
    expect(batch).toMatchObject({ verdicts: [{ outcome: 'allow' }, { outcome: 'deny' }] });
  }

  const cookie = await house.staffCookie('property_manager');
  const read = async (path: string) =>
    (await house.call('manager', 'GET', `/api/v1/manager${path}`, { cookie })).body;
  const day = `/gates/${GATES.west}/days/${today()}`;
  expect(GateDayCounts.parse(await read(`${day}/counts`)).entries).not.toEqual([]);
  const { disagreements } = Object(await read(`${day}/disagreements`));
  expect(DayDisagreement.array().parse(disagreements)).not.toEqual([]);
  await vi.waitFor(async () => {
    const { pairs } = Object(await read('/compounds/cmp_1/replay-pairs'));
    expect(pairs).toHaveLength(1);
  }, SOON_MS);
}

export async function aSilentNumberIsAnswered({ house }: Cloud): Promise<void> {
  const cookie = await house.staffCookie('property_manager');
  const { body } = await house.call(
    'manager',
    'GET',
    '/api/v1/manager/compounds/cmp_1/number-questions',
    { cookie },
  );
  const [question] = NumberQuestions.parse(body).questions;
  const answered = await house.call(
    'manager',
    'PUT',
    `/api/v1/manager/residents/${question?.residentId}/number-question`,
    {
      cookie,
      body: { since: question?.since, isTheirs: false },
    },
  );
  expect(answered.status).toBe(204);
}

export async function aSuspensionEnds({ deployed, house, stack }: Cloud): Promise<void> {
  const phone = await house.phoneOf(RESIDENTS.father);
  const until = Date.now() + 3_000;
  const suspended = await house.call(
    'manager',
    'PUT',
    `/api/v1/manager/passes/${phone.pass.passId}/state`,
    {
      cookie: await house.staffCookie('property_manager'),
      body: { state: 'suspended', reason: 'lost_device', until },
    },
  );
  expect(suspended.status).toBe(204);
  const { name, event } = scheduleOf(stack, 'rate(5 minutes)');
  await vi.waitFor(async () => {
    await invoke(deployed, name, event);
    const [pass] = await createPassStore(deployed.table).findPasses(
      [phone.pass.passId],
      Date.now(),
    );
    expect(pass?.state).toBe('active');
  }, SOON_MS);
}

/** A tenancy of cmp_1 whose last day was yesterday, or is so many days from now. */
async function letTo(house: Cloud['house'], to: string, tenant: ResidentId): Promise<TenancyId> {
  const tenancyId = newTenancyId(1, randomBytes(10));
  const { accountId } = (await house.stores.residents.findResident(RESIDENTS.father)) ?? {};
  if (accountId === undefined) throw new Error('the father has a phone');
  await house.stores.tenancies.recordTenancy({
    tenancyId,
    houseId: HOUSES.family,
    from: '2020-01-01',
    to,
    landlord: { maskedName: '王**', accountId },
    tenants: [tenant],
    state: 'running',
    asks: false,
    told: [],
    due: today(),
    version: 1,
    audit: systemFacts('tenancy.advance', Date.now()),
  });
  return tenancyId;
}

export async function aTenancyEnds({ deployed, house, stack }: Cloud): Promise<void> {
  const { tenancies, passes } = house.stores;
  for (const tenant of [RESIDENTS.mother, RESIDENTS.child]) {
    const under = await tenancies.findTenancyOfTenant(tenant);
    if (under === undefined) continue;
    const { due: _, ...rest } = under;
    const ended = { state: 'ended', endedOn: today(), version: under.version + 1 } as const;
    await tenancies.changeTenancy(under, { ...rest, ...ended });
  }
  const phone = await house.phoneOf(RESIDENTS.mother);
  const over = await letTo(house, addDays(today(), -1), RESIDENTS.mother);
  const night = scheduleOf(stack, 'cron(30 19 * * ? *)');
  await invoke(deployed, night.name, night.event);
  expect(await tenancies.findTenancy(HOUSES.family, over)).toMatchObject({ state: 'over' });
  const [pass] = await passes.findPasses([phone.pass.passId], Date.now());
  expect(pass?.stateChange?.reason).toBe('tenancy_over');

  await house.contacts.keep(accountOfPhone(PHONES.father), PHONES.father);
  const soon = await letTo(house, addDays(today(), 7), RESIDENTS.child);
  const late = await letTo(house, addDays(today(), -1), RESIDENTS.father);
  const morning = scheduleOf(stack, 'cron(0 1 * * ? *)');
  await invoke(deployed, morning.name, morning.event);
  expect(await tenancies.findTenancy(HOUSES.family, soon)).toMatchObject({ told: [{ days: 7 }] });
  // What the night has missed, the morning does.
  expect(await tenancies.findTenancy(HOUSES.family, late)).toMatchObject({ state: 'over' });
}

/** Recorded and broken off: the clock ends the rest, and the stream lets the number go. */
export async function movingOutIsFinished({ deployed, house, stack }: Cloud): Promise<void> {
  const account = accountOfPhone(PHONES.mother);
  await house.contacts.keep(account, PHONES.mother);
  await house.stores.moves.recordMove({
    moveId: newMoveId(1, randomBytes(10)),
    houseId: HOUSES.family,
    residents: [RESIDENTS.mother, RESIDENTS.child],
    plates: [],
    on: today(),
    state: 'recorded',
    version: 1,
    audit: systemFacts('moving_out.record', Date.now()),
  });
  const { name, event } = scheduleOf(stack, 'rate(5 minutes)');
  await invoke(deployed, name, event);
  expect(await house.stores.residents.findResident(RESIDENTS.mother)).toMatchObject({
    state: 'moved_out',
  });
  await vi.waitFor(async () => expect(await house.contacts.open(account)).toBeUndefined(), SOON_MS);
}

export async function listsAreStruck({ deployed, stack }: Cloud): Promise<void> {
  const long = openGatehouse(
    deployed.table,
    fixedClock(Date.now() - 200 * DAY_MS),
    deployed.issuer,
  );
  const then = await long;
  const phone = await then.phoneOf(RESIDENTS.neighbour);
  await then.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
    cookie: await then.staffCookie('property_manager', { node: 'cmp_2', now: then.clock() }),
    body: { state: 'revoked', reason: 'moved_out' },
  });
  const lists = createStatusListStore(deployed.table);
  expect((await lists.findSource('cmp_2', 0)).exceptions.has(phone.index)).toBe(true);
  const { name, event } = scheduleOf(stack, 'cron(30 19 * * ? *)');
  await invoke(deployed, name, event);
  expect((await lists.findSource('cmp_2', 0)).exceptions.has(phone.index)).toBe(false);
}
