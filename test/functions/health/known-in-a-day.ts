import type { Gatehouse } from '../../support/gatehouse.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { foundNow, healthOffice } from './health-office.ts';

/** An emergency is opened, and everything is written that it writes about people. */
export async function knowInAnEmergency(house: Gatehouse): Promise<void> {
  const here = await openEmergency(house);
  const office = healthOffice({ ...house, emergencies: house.stores.emergencies }, here);
  await house.call(
    'resident',
    'PUT',
    `/api/v1/resident/residents/${RESIDENTS.father}/health-registration`,
    {
      cookie: await house.residentCookie(PHONES.father, [RESIDENTS.father]),
      body: { findings: ['symptoms'] },
    },
  );
  await office.append([foundNow(house.clock)]);
  await office.deliver();
}
