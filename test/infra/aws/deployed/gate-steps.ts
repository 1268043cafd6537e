import { expect, vi } from 'vitest';
import { createPassStore, createStatusListStore } from '../../../../functions/passes/index.ts';
import { DayDisagreement, GateDayCounts } from '../../../../shared/messages/gate-days.ts';
import { NumberQuestions } from '../../../../shared/messages/number-questions.ts';
import { shanghaiDay } from '../../../../shared/time/shanghai.ts';
import { batchesOf } from '../../../functions/gates/scans-desk.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { openGatehouse } from '../../../support/gatehouse.ts';
import { GATES } from '../../../support/gates.ts';
import { RESIDENTS } from '../../../support/street.ts';
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
