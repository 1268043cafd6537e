import type { Gatehouse } from '../../support/gatehouse.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { foundNow, healthOffice } from './health-office.ts';

/** An emergency is opened, and everything is written that it writes about people. */
export async function knowInAnEmergency(house: Gatehouse): Promise<void> {
  const here = await openEmergency(house);
  const office = healthOffice({ ...house, emergencies: house.stores.emergencies }, here);
  await office.append([foundNow(house.clock)]);
  await office.deliver();
}
