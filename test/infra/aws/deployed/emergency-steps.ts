import { expect } from 'vitest';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const day = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 10);

/** One office declares, another confirms; the clock takes it from the compounds when it is over. */
export async function anEmergencyActsAndEnds({ deployed, house, stack }: Cloud): Promise<void> {
  const base = '/api/v1/manager/emergencies';
  const { emergencies } = house.stores;
  const measures = ['registration'];
  const document = {
    number: '青政疫〔2035〕1号',
    authority: '青枫区人民政府',
    level: 'county',
    issuedOn: day(Date.now() - DAY_MS),
    scope: ['str_1'],
    measures,
    until: day(Date.now() + 10 * DAY_MS),
  };
  const declared = await house.call('manager', 'POST', base, {
    cookie: await house.staffCookie('street_administrator', { node: 'str_1' }),
    body: {
      key: '00000000deployed',
      mode: 'real',
      event: '呼吸道传染病疫情',
      document,
      scope: ['cmp_2'],
      measures,
      until: Date.now() + 5 * DAY_MS,
    },
  });
  expect([declared.status, declared.code]).toEqual([200, undefined]);
  const { emergencyId } = Object(declared.body);
  const decided = await house.call('manager', 'POST', `${base}/${emergencyId}/decisions`, {
    cookie: await house.staffCookie('community_doctor', { node: 'cmp_2' }),
    body: { version: 1, confirm: true },
  });
  expect([decided.status, decided.code]).toEqual([200, undefined]);
  expect(await emergencies.findHere('cmp_2', 'real')).toMatchObject({ emergencyId, measures });

  const before = await emergencies.find(emergencyId);
  if (before === undefined) throw new Error('it was just declared');
  const over = { ...before, until: Date.now(), version: before.version + 1 };
  expect(await emergencies.change(before, over)).toBe('changed');
  const { name, event } = scheduleOf(stack, 'rate(1 minute)', 'run-emergencies');
  await invoke(deployed, name, event);
  expect(await emergencies.find(emergencyId)).toMatchObject({ state: 'ended' });
  expect(await emergencies.findHere('cmp_2', 'real')).toBeUndefined();
}
