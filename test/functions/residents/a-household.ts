import { createPassWithdrawal } from '../../../functions/passes/index.ts';
import { endDueResidences } from '../../../functions/residents/index.ts';
import { ResidentId } from '../../../shared/ids.ts';
import { OwnRecord } from '../../../shared/messages/household.ts';
import { IssuedPass } from '../../../shared/messages/passes.ts';
import { ManagedResident } from '../../../shared/messages/residents.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { type ResidentBrowser, residentBrowser } from '../../support/resident-browser.ts';
import { newResidentPhone } from '../../support/resident-phone.ts';

/** People of the first compound by their own phones, and the property manager who registers them. */
export function householdOf(house: Gatehouse) {
  const { clock, contacts } = house;
  const askForPass = async (from: ResidentBrowser, resident: ResidentId) => {
    const body = newResidentPhone(resident).passRequest();
    return from.call('PUT', `/residents/${resident}/pass`, body);
  };
  const asManager = async (method: string, path: string, body?: unknown) =>
    house.call('manager', method, `/api/v1/manager${path}`, {
      cookie: await house.staffCookie('property_manager', { now: clock() }),
      ...(body === undefined ? {} : { body }),
    });
  const ending = {
    ...house.stores,
    contacts,
    withdrawal: createPassWithdrawal(house.stores.passes),
  };

  return {
    askForPass,
    asManager,
    browserOf: async (phone: string): Promise<ResidentBrowser> => {
      const browser = residentBrowser(house);
      await browser.signIn(phone);
      return browser;
    },
    getPass: async (from: ResidentBrowser, resident: ResidentId): Promise<IssuedPass> =>
      IssuedPass.parse((await askForPass(from, resident)).body),
    stateOf: async ({ passId }: IssuedPass) =>
      (await house.stores.passes.findPasses([passId], clock()))[0]?.state,
    recordOf: async (from: ResidentBrowser, resident: ResidentId) =>
      OwnRecord.parse((await from.fresh('GET', `/residents/${resident}/record`)).body),
    devicesOf: async (from: ResidentBrowser, resident: ResidentId): Promise<unknown[]> =>
      Object((await from.call('GET', `/residents/${resident}/passes`)).body).devices,
    managed: async (resident: ResidentId) =>
      ManagedResident.parse((await asManager('GET', `/residents/${resident}`)).body),
    register: async (person: object): Promise<ResidentId> => {
      const answer = await asManager('POST', '/compounds/cmp_1/residents', person);
      return ResidentId.parse(Object(answer.body).residentId);
    },
    ending,
    runByTheClock: () => endDueResidences(ending, 'cmp_1', clock()),
  };
}
