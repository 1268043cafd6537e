import { expect, vi } from 'vitest';
import {
  createFileEmergencyKeys,
  createSealings,
} from '../../../../functions/emergencies/index.ts';
import { KEY_FORGOTTEN_MS } from '../../../../shared/emergency/destruction-steps.ts';
import { OwnRegistration } from '../../../../shared/messages/health.ts';
import { foundNow, healthOffice } from '../../../functions/health/health-office.ts';
import { laboratory, resultOf, send } from '../../../functions/health/laboratory.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import { openEmergency } from '../../../support/open-emergency.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../../../support/street.ts';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

const SOON_MS = 30_000;
const HOUR_MS = 3_600_000;

/** The stream keeps the lists of an emergency; its clock ends what is over, and destroys it all. */
export async function aStatusEnds({ deployed, house, stack }: Cloud): Promise<void> {
  const clock = fixedClock(Date.now() - 3 * HOUR_MS);
  const emergencyKeys = createFileEmergencyKeys(deployed.emergencyKeys);
  const { emergencies } = house.stores;
  const lab = await laboratory();
  const here = await openEmergency(
    { stores: house.stores, emergencyKeys, clock },
    { feeds: [lab.pinned] },
  );
  const sealings = createSealings(emergencyKeys, clock);
  const { append, records } = healthOffice(
    { table: deployed.table, clock, emergencies, sealings },
    here,
  );
  const { index } = await house.phoneOf(RESIDENTS.father);
  const asks = async () =>
    (await house.stores.lists.findSource('cmp_1', 0)).asks?.get(index)?.at(-1)?.asks ?? false;
  const told = { at: clock(), by: 'phone' } as const;
  await append([foundNow(clock, { expiresAt: clock() + HOUR_MS })], { told });
  const due = () => records.listDue(here, Date.now(), 1);
  await vi.waitFor(async () => expect(await due()).toHaveLength(1), SOON_MS);
  expect(await records.listStanding(here)).toMatchObject([{ value: 'red' }]);
  await vi.waitFor(async () => expect(await asks()).toBe(true), SOON_MS);

  const { name, event } = scheduleOf(stack, 'rate(1 minute)', 'run-emergencies');
  await invoke(deployed, name, event);
  expect((await records.find(here, RESIDENTS.father))?.status.value).toBe('green');
  await vi.waitFor(async () => expect(await due()).toEqual([]), SOON_MS);
  await vi.waitFor(async () => expect(await records.listStanding(here)).toEqual([]), SOON_MS);
  await vi.waitFor(async () => expect(await asks()).toBe(false), SOON_MS);

  // A laboratory names by their code whoever has registered.
  const path = `/api/v1/resident/residents/${RESIDENTS.father}/health-registration`;
  const { body } = await house.call('resident', 'PUT', path, {
    cookie: await house.residentCookie(PHONES.father, [RESIDENTS.father]),
    body: { findings: ['nothing_to_report'] },
  });
  const code = OwnRegistration.parse(body).registered?.code ?? '';
  const results = [resultOf(code, Date.now())];
  const jws = await lab.sign({ iss: lab.name, batch: 'b-1', revision: 1, results });
  expect((await send(house, here, jws)).status).toBe(202);
  await invoke(deployed, name, event);
  expect((await records.find(here, RESIDENTS.father))?.status.value).toBe('red');

  const to = { account: accountOfPhone(PHONES.father) };
  await house.stores.told.note(here, { compoundId: 'cmp_1', key: 'red', to });
  const found = await emergencies.find(here.emergencyId);
  if (found === undefined) throw new Error('it was opened');
  const ended = { by: 'clock', at: Date.now() } as const;
  await emergencies.change(found, { ...found, state: 'ended', ended, version: found.version + 1 });
  await invoke(deployed, name, event);
  expect(await emergencyKeys.open(here.emergencyId, here.keyHandle)).toBeUndefined();
  const { destructions } = house.stores.ends;
  const begun = await destructions.find(here.emergencyId);
  if (begun?.done.key === undefined) throw new Error('its key is destroyed');
  const done = { ...begun.done, key: begun.done.key - KEY_FORGOTTEN_MS };
  await destructions.change(begun, { ...begun, done, version: begun.version + 1 });
  await invoke(deployed, name, event);
  const { certificate } = (await destructions.find(here.emergencyId)) ?? {};
  expect(certificate).toMatchObject({ counted: { record: 1 }, swept: { left: 0 } });
  // What was noted here, and whoever was told of the alert.
  expect(certificate?.takenBack).toBeGreaterThanOrEqual(1);
}
