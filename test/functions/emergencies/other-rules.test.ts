import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAlerts, makeDigests, raiseAlerts } from '../../../functions/alerts/index.ts';
import { FIRST_STATUS_RULES } from '../../../shared/emergency/first-status-rules.ts';
import { STATUS_RULE_SETS } from '../../../shared/emergency/status-rule-sets.ts';
import { StatusRules } from '../../../shared/emergency/status-rules.ts';
import { EmergencyId } from '../../../shared/ids.ts';
import { Emergencies } from '../../../shared/messages/emergencies.ts';
import { OwnRegistration } from '../../../shared/messages/health.ts';
import { read, sourceFiles } from '../../rules/source-tree.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';
import { workOnSent } from '../health/feed-office.ts';
import { laboratory, resultOf, send } from '../health/laboratory.ts';
import { changeOffice } from '../health-changes/change-office.ts';

const DAY_MS = 86_400_000;
const PATH = '/api/v1/manager/emergencies';
/** Green, yellow and red, by value and by word. */
const COLOURS = /\b(green|yellow|red)\b|[红黄绿]码/i;

let own: Awaited<ReturnType<typeof openOwnGatehouse>>;
let lab: Awaited<ReturnType<typeof laboratory>>;
beforeEach(async () => {
  own = await openOwnGatehouse();
  lab = await laboratory();
});
afterEach(() => own.engine.stop());

async function as(role: 'street_administrator' | 'community_doctor', path: string, body?: object) {
  const node = role === 'street_administrator' ? 'str_1' : 'com_1';
  const cookie = await own.house.staffCookie(role, { node, now: own.clock() });
  const method = body === undefined ? 'GET' : 'POST';
  return own.house.call('manager', method, `${PATH}${path}`, {
    cookie,
    ...(body === undefined ? {} : { body }),
  });
}
function declare(rules?: number) {
  const said = { scope: ['cmp_1'], measures: ['registration', 'isolation_care'] };
  return as('street_administrator', '', {
    ...said,
    key: '0000000000000001',
    mode: 'real',
    event: '高温',
    document: {
      ...said,
      number: '青政疫〔2035〕1号',
      authority: '青枫区人民政府',
      level: 'county',
      issuedOn: '2035-11-13',
      until: '2035-12-31',
    },
    until: own.clock() + 14 * DAY_MS,
    feeds: [lab.pinned],
    ...(rules === undefined ? {} : { rules }),
  });
}
async function opened(rules?: number) {
  const declared = await declare(rules);
  expect([declared.code, declared.field]).toEqual([undefined, undefined]);
  const id = EmergencyId.parse(Object(declared.body).emergencyId);
  await as('community_doctor', `/${id}/decisions`, { version: 1, confirm: true });
  const here = await own.house.stores.emergencies.findHere('cmp_1', 'real');
  if (here === undefined) throw new Error('it was confirmed');
  return here;
}

describe('the values, rules and texts of an emergency', () => {
  it('are one of the sets that are written here, and each of these is whole', async () => {
    expect((await declare(99)).field).toBe('rules');
    expect(STATUS_RULE_SETS.map(({ version }) => version)).toEqual([1, 2]);
    for (const rules of STATUS_RULE_SETS) expect(StatusRules.parse(rules)).toEqual(rules);
  });

  it('are the first one where nothing is said', async () => {
    expect((await opened()).rules).toEqual(FIRST_STATUS_RULES);
  });

  it('may be two values in other words: nothing that anybody reads then knows a colour', async () => {
    const { house, clock } = own;
    const here = await opened(2);
    const office = changeOffice(house, here);
    const { emergencies } = Emergencies.parse((await as('street_administrator', '')).body);
    expect(emergencies[0]?.values?.map(({ zh }) => zh)).toEqual(['照常', '需要关照']);
    const registered = await office.own(RESIDENTS.father, 'PUT', 'health-registration', {
      findings: ['nothing_to_report'],
    });
    const { code } = OwnRegistration.parse(registered.body).registered ?? { code: '' };
    const before = await office.own(RESIDENTS.father, 'GET', 'health-status');
    expect(before.body).toMatchObject({ status: { words: { zh: '照常' }, asks: false } });

    const results = [resultOf(code, clock())];
    await send(house, here, await lab.sign({ iss: lab.name, batch: 'b-1', revision: 1, results }));
    await workOnSent(house, here.emergencyId);
    const { id } = await office.propose('community_worker', [RESIDENTS.mother]);
    await office.decide('community_doctor', id);
    const alerts = createAlerts(house.table, house.sealings);
    await office.follow();
    await raiseAlerts(alerts, await office.changes(), clock());
    await makeDigests(alerts, here, clock() + DAY_MS);

    const own_ = await office.own(RESIDENTS.father, 'GET', 'health-status');
    expect(own_.body).toMatchObject({
      status: { value: 'care', words: { zh: '需要关照' }, asks: true },
      changes: [{ from: { zh: '照常' }, to: { zh: '需要关照' } }],
    });
    const desk = await office.call('community_worker', 'GET', 'alerts');
    expect(desk.body).toMatchObject({
      values: [{ words: { zh: '照常' } }, { words: { zh: '需要关照' } }],
      alerts: { length: 2 },
      buildings: [{ standing: [{ value: 'care', count: 2 }] }],
      digests: [{ became: [{ value: 'care', count: 2 }] }],
    });
    const changes = await office.call('community_worker', 'GET', 'health-changes');
    for (const { body } of [before, own_, desk, changes, registered]) {
      expect(JSON.stringify(body)).not.toMatch(COLOURS);
    }
  });

  it('stand in their sets alone: no verb, page or message names a colour', () => {
    const named = sourceFiles('functions', 'shared', 'web').filter(
      (file) =>
        !file.endsWith('first-status-rules.ts') &&
        /['"`](green|yellow|red)['"`]|[红黄绿]码/.test(read(file)),
    );
    expect(named).toEqual([]);
  });
});
