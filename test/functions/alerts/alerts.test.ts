import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createAlerts,
  escalateAlerts,
  makeDigests,
  raiseAlerts,
} from '../../../functions/alerts/index.ts';
import type { EmergencyHere } from '../../../functions/emergencies/index.ts';
import { AlertDesk } from '../../../shared/messages/alerts.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { foundNow, healthOffice } from '../health/health-office.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PATH = '/api/v1/manager/compounds/cmp_1/alerts';
const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);

let engine: TestEngine;
let house: Gatehouse;
let clock: FixedClock;
let here: EmergencyHere;
let office: ReturnType<typeof healthOffice>;
let alerts: ReturnType<typeof createAlerts>;
beforeEach(async () => {
  engine = await startEngine();
  clock = fixedClock();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, clock);
  here = await openEmergency(house);
  office = healthOffice(
    { ...house, table: engine.table, emergencies: house.stores.emergencies },
    here,
  );
  alerts = createAlerts(engine.table, house.sealings);
});
afterEach(() => engine.stop());

/** What was put into the outbox: to whom, by which template. */
async function told(template: string): Promise<readonly string[]> {
  const items = await itemsOf(engine.table);
  return items
    .filter(({ pk }) => pk === 'cmp_1#outbox')
    .map(({ notification }) => Object(notification))
    .filter((one) => one.template === template)
    .map(({ to }) => ('role' in to ? `${to.role}@${to.at}` : String(to.staff)))
    .sort();
}
const fall = async () => {
  await office.append([foundNow(clock)]);
  const changes = await office.changes();
  await office.deliver();
  await raiseAlerts(alerts, changes, clock());
};
const worker = () => house.staffCookie('community_worker', { node: 'com_1' });
const read = async (cookie?: string) => {
  const { body } = await house.call('manager', 'GET', PATH, { cookie: cookie ?? (await worker()) });
  return AlertDesk.parse(body);
};

describe('a status that becomes severe', () => {
  it('wakes the community once, however often the stream brings it, and tells nothing of it', async () => {
    await fall();
    await raiseAlerts(alerts, await office.changes(), clock());
    expect(await told('health_alert')).toEqual([
      'community_doctor@bld_1_3',
      'community_worker@bld_1_3',
    ]);
    const outbox = (await itemsOf(engine.table)).filter(({ pk }) => pk === 'cmp_1#outbox');
    expect(JSON.stringify(outbox)).not.toContain(RESIDENTS.father);
    expect(JSON.stringify(outbox)).not.toContain('red');
  });

  it('wakes nobody where the rules do not say so', async () => {
    await office.append([foundNow(clock, { finding: 'inconclusive' })]);
    await raiseAlerts(alerts, await office.changes(), clock());
    expect(await told('health_alert')).toEqual([]);
  });

  it('goes to the street after fifteen minutes, each level once, also by a clock that was away', async () => {
    await fall();
    clock.advance(14 * MINUTE_MS);
    expect(await escalateAlerts(alerts, here, clock())).toBe(1);
    expect(await escalateAlerts(alerts, here, clock())).toBe(0);
    expect(await told('health_alert')).not.toContain('street_administrator@cmp_1');
    clock.advance(HOUR_MS);
    await escalateAlerts(alerts, here, clock());
    await escalateAlerts(alerts, here, clock());
    const all = await told('health_alert');
    expect(all.filter((to) => to === 'street_administrator@cmp_1')).toHaveLength(1);
    expect(await escalateAlerts(alerts, here, clock())).toBe(0);
  });

  it('is acknowledged by one, and goes to nobody else from then on', async () => {
    await fall();
    const cookie = await worker();
    const [alert] = (await read(cookie)).alerts;
    if (alert === undefined) throw new Error('one was raised');
    expect(alert).toMatchObject({ value: 'red', state: 'new', residentId: RESIDENTS.father });
    expect(alert.maskedName).not.toBe('');
    expect(alert.houseLabel).not.toBe('');
    const acknowledge = async (by: string) =>
      house.call('manager', 'PUT', `${PATH}/${alert.changeId}/acknowledgement`, { cookie: by });
    expect((await acknowledge(cookie)).body).toMatchObject({ state: 'acknowledged', byMe: true });
    const doctor = await house.staffCookie('community_doctor', { node: 'com_1' });
    expect((await acknowledge(doctor)).body).toMatchObject({ state: 'acknowledged', byMe: false });
    clock.advance(HOUR_MS);
    expect(await escalateAlerts(alerts, here, clock())).toBe(0);
    expect(await told('health_alert')).toHaveLength(2);
  });

  it('is counted by building, and read by nobody of the property company', async () => {
    await fall();
    const { buildings } = await read();
    expect(buildings).toMatchObject([
      { buildingId: 'bld_1_3', standing: [{ value: 'red', count: 1 }] },
    ]);
    const manager = await house.staffCookie('property_manager');
    const { code } = await house.call('manager', 'GET', PATH, { cookie: manager });
    expect(code).toBe('not_permitted');
  });

  it('lies in the table without a name, a house or a value', async () => {
    await fall();
    const items = (await itemsOf(engine.table)).filter(({ pk }) => String(pk).endsWith('#alerts'));
    expect(items).toHaveLength(2);
    const text = JSON.stringify(items);
    for (const secret of [RESIDENTS.father, 'bld_1_3', 'red']) expect(text).not.toContain(secret);
  });
});

describe('每日预警汇总', () => {
  const readers = async () => (await told('health_digest')).length;
  beforeEach(async () => {
    // Somebody of the community works here.
    await worker();
  });

  it('comes at 07:30, once to each of the community, also when nothing changed', async () => {
    const morning = at('2035-11-15T07:30:00');
    clock.set(morning);
    here = { ...here, since: at('2035-11-14T12:00:00') };
    await makeDigests(alerts, here, morning - 1_000);
    expect(await readers()).toBe(0);
    await makeDigests(alerts, here, morning);
    await makeDigests(alerts, here, morning + MINUTE_MS);
    expect(await readers()).toBe(1);
    expect((await read()).digests).toMatchObject([{ day: '2035-11-15', changes: 0, late: false }]);
  });

  it('made by two runs at once is one, and tells each once', async () => {
    here = { ...here, since: clock() - 48 * HOUR_MS };
    await Promise.all([1, 2, 3].map(() => makeDigests(alerts, here, clock())));
    expect(await readers()).toBe((await read()).digests.length);
  });

  it('says that it is late, and is finished where a run was broken off while it told', async () => {
    here = { ...here, since: at('2035-11-14T12:00:00') };
    const now = at('2035-11-15T08:30:00');
    clock.set(now);
    const broken = { ...alerts, outbox: { put: () => Promise.reject(new Error('gone')) } };
    await expect(makeDigests(broken, here, now)).rejects.toThrow('gone');
    expect(await readers()).toBe(0);
    await makeDigests(alerts, here, now + MINUTE_MS);
    expect(await readers()).toBe(1);
    expect((await read()).digests).toMatchObject([{ late: true, madeAt: now }]);
  });

  it('counts each change in one morning, also what reaches the lists after it', async () => {
    const first = at('2035-11-15T07:30:00');
    here = { ...here, since: at('2035-11-14T12:00:00') };
    clock.set(first - 1_000);
    await office.append([foundNow(clock)]);
    await makeDigests(alerts, here, first);
    await office.deliver();
    await makeDigests(alerts, here, first + 24 * HOUR_MS);
    await makeDigests(alerts, here, first + 48 * HOUR_MS);
    const counts = await alerts.digests.list(here, 3);
    expect(counts.map(({ day, changes }) => [day, changes])).toEqual([
      ['2035-11-17', 0],
      ['2035-11-16', 1],
      ['2035-11-15', 0],
    ]);
  });
});
