import { beforeEach, describe, expect, it } from 'vitest';
import {
  createAlerts,
  escalateAlerts,
  makeDigests,
  raiseAlerts,
} from '../../../functions/alerts/index.ts';
import {
  destroyEnded,
  type EmergencyHere,
  specimensOf,
} from '../../../functions/emergencies/index.ts';
import { createHealth, enrolSpecimens } from '../../../functions/health/index.ts';
import { AlertDesk } from '../../../shared/messages/alerts.ts';
import { NotificationContent } from '../../../shared/messages/notifications.ts';
import { sentenceOf } from '../../../shared/notifications/sentences.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { emergencyIn } from '../emergencies/ended-emergency.ts';
import { workOnSent } from '../health/feed-office.ts';
import { foundNow } from '../health/health-office.ts';
import { laboratory, resultOf, send } from '../health/laboratory.ts';
import { changeOffice } from './change-office.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let own: Awaited<ReturnType<typeof openOwnGatehouse>>;
let lab: Awaited<ReturnType<typeof laboratory>>;
let drill: Awaited<ReturnType<typeof emergencyIn>>;
let here: EmergencyHere;
let office: ReturnType<typeof changeOffice>;
beforeEach(async () => {
  own = await openOwnGatehouse();
  lab = await laboratory();
  drill = await emergencyIn(own.house, [], ['cmp_1'], () =>
    openEmergency(own.house, { mode: 'drill', feeds: [lab.pinned] }),
  );
  here = drill.here;
  office = changeOffice(own.house, here);
  const { stores, table, sealings } = own.house;
  await enrolSpecimens({ ...stores, ...createHealth(table, sealings) }, here, own.clock());
  return () => own.engine.stop();
});

const people = () => specimensOf(here).map(({ residentId }) => residentId);
const first = () => people()[0] ?? RESIDENTS.father;
const outbox = async () =>
  (await itemsOf(own.house.table))
    .filter(({ pk }) => pk === 'cmp_1#outbox')
    .map(({ notification }) => Object(notification));
const values = async () => new Set(await Promise.all(people().map((one) => office.valueOf(one))));

describe('a drill', () => {
  it('knows nobody who is real: not by a change, a registration or a laboratory', async () => {
    const { house } = own;
    const { code, field } = await office.propose('community_doctor', [RESIDENTS.father]);
    expect([code, field]).toEqual(['drill_specimens_only', 'residents.0']);
    const cookie = await house.staffCookie('community_worker', { node: 'com_1' });
    const path = `/api/v1/manager/residents/${RESIDENTS.father}/health-registration`;
    const body = { findings: ['symptoms'] };
    const registered = await house.call('manager', 'PUT', path, { cookie, body });
    expect(registered.code).toBe('drill_specimens_only');
    expect(await office.append([foundNow(own.clock)])).toMatchObject({
      failure: 'drill_specimens_only',
    });
    expect((await office.own(RESIDENTS.father, 'GET', 'health-status')).code).toBe('no_emergency');
    const mine = await office.own(RESIDENTS.father, 'PUT', 'health-registration', body);
    expect(mine.code).toBe('no_emergency');
    const records = (await itemsOf(house.table)).filter(({ pk }) =>
      String(pk).includes('#record#'),
    );
    expect(records).toEqual([]);
  });

  it('is played from the laboratory to the call and the appeal, by its own people and marked as one', async () => {
    const { house, clock } = own;
    const { body } = await office.call('community_worker', 'GET', 'drill-specimens');
    const [one, two] = Object(body).specimens;
    expect(one).toMatchObject({ maskedName: '演练01', code: expect.stringMatching(/^\w{16}$/) });
    const results = [resultOf(one.code, clock())];
    await send(house, here, await lab.sign({ iss: lab.name, batch: 'b-1', revision: 1, results }));
    await workOnSent(house, here.emergencyId);
    const { id } = await office.propose('community_worker', [two.residentId]);
    expect((await office.decide('community_doctor', id)).body).toMatchObject({ state: 'done' });
    expect(await office.valueOf(one.residentId)).toBe('red');
    expect(await office.valueOf(two.residentId)).toBe('red');

    const alerts = createAlerts(house.table, house.sealings);
    await office.follow();
    await raiseAlerts(alerts, await office.changes(), clock());
    const cookie = await house.staffCookie('community_worker', { node: 'com_1' });
    const desk = AlertDesk.parse(
      (await house.call('manager', 'GET', '/api/v1/manager/compounds/cmp_1/alerts', { cookie }))
        .body,
    );
    expect(desk).toMatchObject({ drill: true, alerts: { length: 2 } });
    expect(desk.alerts.map(({ maskedName }) => maskedName).sort()).toEqual(['演练01', '演练02']);
    const listed = await office.call('community_worker', 'GET', 'health-calls');
    const [call] = Object(listed.body).calls;
    expect(call.maskedName).toMatch(/^演练/);
    const told = await office.call('community_worker', 'PUT', `health-calls/${call.changeId}`, {
      outcome: 'told',
      appeal: '我没有去过',
    });
    expect(told.status).toBe(204);
    clock.advance(16 * MINUTE_MS);
    await escalateAlerts(alerts, here, clock());
    await makeDigests(alerts, here, clock() + DAY_MS);

    const said = await outbox();
    expect(new Set(said.map(({ template }) => template))).toEqual(new Set(['emergency_drill']));
    expect(new Set(said.map(({ parameters }) => parameters.of))).toEqual(
      new Set(['alert', 'call', 'digest']),
    );
    expect(said.filter(({ to }) => 'account' in to)).toEqual([]);
    for (const { template, parameters } of said) {
      const content = NotificationContent.parse({ template, parameters });
      expect(sentenceOf(content, 'zh')).toMatch(/^【演练】/);
      expect(sentenceOf(content, 'en')).toMatch(/^Drill: /);
    }
  });

  it('gives way to what is real: then whoever works here works with that', async () => {
    await openEmergency(own.house);
    const listed = await office.call('community_worker', 'GET', 'health-changes');
    expect(Object(listed.body).drill).toBeUndefined();
    const { code } = await office.propose('community_doctor', [first()]);
    expect(code).toBe('not_found');
  });

  it('is destroyed like what is real, and nobody was told of it', async () => {
    await office.propose('community_doctor', [first()]);
    await drill.end();
    for (let minutes = 0; minutes < 4; minutes++) {
      await destroyEnded(drill.ports, await drill.found(), own.clock());
      own.clock.advance(MINUTE_MS);
    }
    const { certificate } = (await drill.ports.destructions.find(drill.emergencyId)) ?? {};
    expect(certificate?.mode).toBe('drill');
    const left = (await itemsOf(own.house.table)).filter(({ pk }) =>
      String(pk).includes('#emergency#'),
    );
    expect(left).toEqual([]);
    expect(await values()).toEqual(new Set(['green']));
    const announced = (await itemsOf(own.house.table)).filter(({ sk }) =>
      String(sk).startsWith('announcement#'),
    );
    expect(announced).toEqual([]);
  });
});
