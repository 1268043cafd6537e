import { beforeEach, describe, expect, it } from 'vitest';
import { createHealth, type Health } from '../../../functions/health/index.ts';
import { compoundOfCode, registrationCodeOf } from '../../../functions/health/registration-code.ts';
import type { ResidentId } from '../../../shared/ids.ts';
import { OwnRegistration } from '../../../shared/messages/health.ts';
import { ResidentAccount } from '../../../shared/messages/sign-in.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const DAY_MS = 86_400_000;

let engine: TestEngine;
let house: Gatehouse;
let health: Health;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  health = createHealth(engine.table, house.sealings);
  return () => engine.stop();
});

async function own(
  method: 'GET' | 'PUT',
  findings?: string[],
  resident: ResidentId = RESIDENTS.father,
) {
  return house.call(
    'resident',
    method,
    `/api/v1/resident/residents/${resident}/health-registration`,
    {
      cookie: await house.residentCookie(PHONES.father, [resident]),
      ...(findings === undefined ? {} : { body: { findings } }),
    },
  );
}
const shown = ({ body }: { readonly body: unknown }) => OwnRegistration.parse(body);

async function recordOf(resident: ResidentId = RESIDENTS.father) {
  const here = await health.emergencies.findHere('cmp_1', 'real');
  return here === undefined ? undefined : health.records.find(here, resident);
}

describe('registering for an emergency', () => {
  it('is nothing that anybody can do in ordinary times', async () => {
    expect((await own('GET')).code).toBe('no_emergency');
    expect((await own('PUT', ['symptoms'])).code).toBe('no_emergency');
  });

  it('is done once, and gives the code by which laboratories name somebody', async () => {
    await openEmergency(house);
    expect(shown(await own('GET')).registered).toBeUndefined();
    const { registered } = shown(await own('PUT', ['nothing_to_report']));
    expect(registered?.code).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
    house.clock.advance(DAY_MS);
    expect(shown(await own('PUT', ['symptoms'])).registered).toEqual(registered);
    expect(shown(await own('GET')).registered).toEqual(registered);
  });

  it('shows what was said for as long as it counts, to be said again with one tap', async () => {
    await openEmergency(house);
    expect(shown(await own('GET')).said).toBeUndefined();
    await own('PUT', ['nothing_to_report']);
    house.clock.advance(60_000);
    const { said } = shown(await own('PUT', ['symptoms']));
    expect(said).toEqual({
      findings: ['symptoms'],
      at: house.clock(),
      until: house.clock() + 3 * DAY_MS,
    });
    expect(shown(await own('GET')).said).toEqual(said);
    house.clock.advance(3 * DAY_MS);
    expect(shown(await own('GET')).said).toBeUndefined();
  });

  async function readFirst() {
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
    const read = await house.call('resident', 'GET', '/api/v1/resident/household', { cookie });
    return ResidentAccount.parse(read.body).residents.map(({ registering }) => registering);
  }

  it('is told with what a phone reads first anyway, while it lasts', async () => {
    expect(await readFirst()).toEqual([undefined]);
    const { event, until } = await openEmergency(house);
    expect(await readFirst()).toEqual([{ event, until }]);
    house.clock.advance(until - house.clock());
    expect(await readFirst()).toEqual([undefined]);
  });

  it('is not told where the measure is not named by it', async () => {
    await openEmergency(house, { measures: ['no_visitors'], compounds: ['cmp_1'] });
    expect(await readFirst()).toEqual([undefined]);
  });

  it('is not told to somebody who lives outside its part of a compound', async () => {
    await openEmergency(house, { scope: ['bld_1_9'] });
    expect(await readFirst()).toEqual([undefined]);
  });

  it('makes the status that follows from what was said, and nobody has to be told', async () => {
    await openEmergency(house);
    await own('PUT', ['symptoms', 'returned_from_area']);
    const record = await recordOf();
    expect(record?.status.value).toBe('yellow');
    expect(record?.changes).toMatchObject([{ office: 'self', told: { by: 'phone' } }]);
  });

  it('adds nothing when the same is said again on a day', async () => {
    await openEmergency(house);
    for (let n = 0; n < 5; n++) {
      await own('PUT', ['symptoms']);
      house.clock.advance(60_000);
    }
    expect(await recordOf()).toMatchObject({ version: 1, evidence: { length: 1 } });
  });

  it('takes findings of the rules alone, and “nothing to report” by itself', async () => {
    await openEmergency(house);
    for (const findings of [['positive'], ['bought_medicine'], ['symptoms', 'nothing_to_report']]) {
      expect((await own('PUT', findings)).code).toBe('invalid_input');
    }
    expect(await recordOf()).toBeUndefined();
  });

  it('asks for the measure, and for a home within the scope', async () => {
    await openEmergency(house, { measures: ['no_visitors'] });
    expect((await own('PUT', ['symptoms'])).code).toBe('measure_not_named');
  });

  it('is not for somebody outside the part of a compound in which it acts', async () => {
    await openEmergency(house, { scope: ['bld_1_9'] });
    expect((await own('PUT', ['symptoms'])).code).toBe('no_emergency');
  });

  it('is done for somebody without a phone by the community, and by nobody of the property', async () => {
    await openEmergency(house);
    const path = `/api/v1/manager/residents/${RESIDENTS.mother}/health-registration`;
    const body = { findings: ['symptoms'] };
    const by = async (role: 'property_manager' | 'community_worker', node: 'cmp_1' | 'com_1') =>
      house.call('manager', 'PUT', path, { cookie: await house.staffCookie(role, { node }), body });
    expect((await by('property_manager', 'cmp_1')).code).toBe('not_permitted');
    const answer = shown(await by('community_worker', 'com_1'));
    expect(answer.registered).toBeDefined();
    expect((await recordOf(RESIDENTS.mother))?.changes).toMatchObject([
      { office: 'community', told: { by: 'call' } },
    ]);
  });

  it('tells the community what to ask, and nothing of anybody', async () => {
    const here = await openEmergency(house);
    await own('PUT', ['symptoms']);
    const path = '/api/v1/manager/compounds/cmp_1/health-registration';
    const ask = async (role: 'property_manager' | 'community_worker', node: 'cmp_1' | 'com_1') =>
      house.call('manager', 'GET', path, { cookie: await house.staffCookie(role, { node }) });
    expect((await ask('property_manager', 'cmp_1')).code).toBe('not_permitted');
    const { body } = await ask('community_worker', 'com_1');
    expect(Object.keys(Object(body)).sort()).toEqual(
      ['authority', 'documentNumber', 'event', 'findings', 'until'].sort(),
    );
    expect(Object(body).event).toBe(here.event);
  });

  it('leaves no account and nobody’s name in the table', async () => {
    const here = await openEmergency(house);
    await own('PUT', ['symptoms']);
    const written = (await itemsOf(engine.table)).filter(({ pk }) =>
      String(pk).includes(here.emergencyId),
    );
    expect(written).toHaveLength(2);
    expect(JSON.stringify(written)).not.toMatch(/acc_|res_|symptoms/);
  });
});

describe('a registration code', () => {
  it('is of one person and one emergency, and says by itself in which compound to look', async () => {
    const [one, other] = [
      await openEmergency(house),
      await openEmergency(house, { compounds: ['cmp_2'] }),
    ];
    const [first, second] = await Promise.all([house.sealings.of(one), house.sealings.of(other)]);
    if (first === undefined || second === undefined) throw new Error('both have a key');
    const code = registrationCodeOf(first, RESIDENTS.father);
    expect(registrationCodeOf(first, RESIDENTS.father)).toBe(code);
    expect(registrationCodeOf(first, RESIDENTS.mother)).not.toBe(code);
    expect(registrationCodeOf(second, RESIDENTS.father)).not.toBe(code);
    expect(compoundOfCode(first, code)).toBe('cmp_1');
    expect(compoundOfCode(first, registrationCodeOf(first, RESIDENTS.neighbour))).toBe('cmp_2');
  });

  it('names whoever registered, and a code that nobody has names nobody', async () => {
    const here = await openEmergency(house);
    const { registered } = shown(await own('PUT', ['symptoms']));
    if (registered === undefined) throw new Error('they have just registered');
    const found = await health.registrations.resolve(
      here,
      ['cmp_1'],
      [registered.code, '0123456789abcdef'],
    );
    expect([...found.values()]).toMatchObject([{ residentId: RESIDENTS.father }]);
    expect(await health.registrations.resolve(here, ['cmp_2'], [registered.code])).toEqual(
      new Map(),
    );
  });
});
