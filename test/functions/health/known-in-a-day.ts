import { createAlerts, makeDigests, raiseAlerts } from '../../../functions/alerts/index.ts';
import type { EmergencyHere } from '../../../functions/emergencies/index.ts';
import { createHealth } from '../../../functions/health/index.ts';
import { createTripStore } from '../../../functions/trips/index.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { HOUSES, PHONES, RESIDENTS } from '../../support/street.ts';
import { changeOffice } from '../health-changes/change-office.ts';
import { workOnSent } from './feed-office.ts';
import { foundNow } from './health-office.ts';
import { laboratory, resultOf, send } from './laboratory.ts';

const DAY_MS = 86_400_000;

/** An emergency is opened, and everything is written that it writes about people. */
export async function knowInAnEmergency(house: Gatehouse): Promise<void> {
  const lab = await laboratory();
  const here = await openEmergency(house, { feeds: [lab.pinned], tripsPerDay: 2 });
  const office = changeOffice(house, here);
  await stopped(house, here, lab);
  await house.call(
    'resident',
    'PUT',
    `/api/v1/resident/residents/${RESIDENTS.father}/health-registration`,
    {
      cookie: await house.residentCookie(PHONES.father, [RESIDENTS.father]),
      body: { findings: ['symptoms'] },
    },
  );
  const results = [resultOf('0123456789abcdef', house.clock())];
  await send(house, here, await lab.sign({ iss: lab.name, batch: 'b-1', revision: 1, results }));
  await office.append([foundNow(house.clock)]);
  await office.deliver();
  const alerts = createAlerts(house.table, house.sealings);
  await raiseAlerts(alerts, await office.changes(), house.clock());
  await makeDigests(alerts, here, house.clock() + DAY_MS);
  await office.change(RESIDENTS.child);
  await office.change(await office.settleWithoutPhone());
  await office.follow();
  await office.own(
    RESIDENTS.child,
    'PUT',
    `health-appeals/${await office.lastChange(RESIDENTS.child)}`,
    {},
  );
  const trips = createTripStore(house.table, house.sealings);
  const of = { houseId: HOUSES.family, day: shanghaiDay(house.clock()) };
  await trips.take({ ...here, tripsPerDay: 2 }, of, 'a scan');
  await house.call('manager', 'POST', `/api/v1/manager/residents/${RESIDENTS.father}/trips`, {
    cookie: await house.staffCookie('community_worker', { node: 'com_1', now: house.clock() }),
    body: { key: '0000000000000001', trips: 1, reason: '去医院复诊' },
  });
}

/** A batch about five people of two homes who asked for the same on the same day. */
async function stopped(
  house: Gatehouse,
  here: EmergencyHere,
  lab: Awaited<ReturnType<typeof laboratory>>,
): Promise<void> {
  const office = changeOffice(house, here);
  const { registrations } = createHealth(house.table, house.sealings);
  const people = await office.settle(5, [HOUSES.family, await office.secondHome()]);
  await office.petition(people);
  const results = [];
  const at = house.clock();
  for (const residentId of people) {
    const code = await registrations.register(here, { residentId, buildingId: 'bld_1_3', at });
    results.push(resultOf(code, at, { evidenceId: residentId }));
  }
  await send(house, here, await lab.sign({ iss: lab.name, batch: 'b-0', revision: 1, results }));
  await workOnSent(house, here.emergencyId);
}
