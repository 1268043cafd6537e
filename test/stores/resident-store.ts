import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountStore } from '../../functions/identity/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import type { Table } from '../../functions/platform/table.ts';
import type { NewResident, ResidentStore } from '../../functions/residents/index.ts';
import { accountIdFrom, newHouseId, newResidentId } from '../../shared/ids.ts';
import { NOON } from '../support/fixed-clock.ts';
import { layHouse } from '../support/standing-house.ts';
import { PLACE } from '../support/street.ts';

const AUDIT = operatorFacts('test', 'register', NOON);
const placed = (resident: NewResident) => ({ resident, place: PLACE });
const registered = (resident: NewResident) => ({
  ...resident,
  state: 'active',
  since: NOON,
  version: 1,
});

/** What every store of residents promises, together with the accounts that speak for them. */
export function residentStoreSuite(
  open: () => { residents: ResidentStore; accounts: AccountStore; table: Table },
): void {
  describe('a store of residents', () => {
    let stores: ReturnType<typeof open>;
    let resident: NewResident;
    beforeEach(async () => {
      stores = open();
      resident = {
        residentId: newResidentId(1, randomBytes(10)),
        houseId: await layHouse(stores.table, newHouseId(1, randomBytes(10))),
        name: '王建国',
        maskedName: '王**',
        tie: 'owner',
        class: 'resident',
        building: '3幢',
        accountId: accountIdFrom(randomBytes(10)),
      };
    });

    it('finds who was registered, at home and by the phone', async () => {
      const { residents, accounts } = stores;
      expect(await residents.registerResident(placed(resident), AUDIT)).toBe('registered');
      const { residentId, houseId, maskedName, accountId } = resident;
      expect(await residents.findResident(residentId)).toEqual(registered(resident));
      expect(await residents.listHousehold(houseId)).toEqual([{ residentId, maskedName }]);
      expect(accountId && (await accounts.findHolders(accountId))).toEqual({
        residents: [{ residentId, recordedAt: AUDIT.at }],
        staff: [],
      });
    });

    it('lists everybody of a compound, and nobody of another', async () => {
      const { residents } = stores;
      const elsewhere = {
        ...resident,
        residentId: newResidentId(9, randomBytes(10)),
        houseId: await layHouse(stores.table, newHouseId(9, randomBytes(10))),
      };
      await residents.registerResident(placed(resident), AUDIT);
      await residents.registerResident(placed(elsewhere), AUDIT);
      const listed = await residents.listResidents('cmp_1');
      expect(listed).toContainEqual(registered(resident));
      expect(listed).not.toContainEqual(registered(elsewhere));
    });

    it('leaves somebody as they are when their id is registered again', async () => {
      const { residents } = stores;
      await residents.registerResident(placed(resident), AUDIT);
      const again = { ...resident, name: '李敏', maskedName: '李**' };
      expect(await residents.registerResident(placed(again), AUDIT)).toBe('exists');
      expect(await residents.findResident(resident.residentId)).toEqual(registered(resident));
      expect(await residents.listHousehold(resident.houseId)).toHaveLength(1);
    });

    it('registers one of many with the same id, whole', async () => {
      const { residents } = stores;
      const tries = ['甲', '乙', '丙', '丁'].map((name) => ({
        ...resident,
        name,
        maskedName: name,
      }));
      const answers = await Promise.all(
        tries.map((one) => residents.registerResident(placed(one), AUDIT)),
      );
      expect(answers.filter((answer) => answer === 'registered')).toHaveLength(1);
      const stands = await residents.findResident(resident.residentId);
      const [member] = await residents.listHousehold(resident.houseId);
      expect(member?.maskedName).toBe(stands?.name);
    });

    it('lists a household in the order of ids, and nobody of another house', async () => {
      const { residents } = stores;
      const ids = [1, 2, 3].map(() => newResidentId(1, randomBytes(10)));
      for (const residentId of ids) {
        await residents.registerResident(placed({ ...resident, residentId }), AUDIT);
      }
      const elsewhere = {
        ...resident,
        houseId: await layHouse(stores.table, newHouseId(1, randomBytes(10))),
        residentId: newResidentId(1, randomBytes(10)),
      };
      await residents.registerResident(placed(elsewhere), AUDIT);
      const members = await residents.listHousehold(resident.houseId);
      expect(members.map(({ residentId }) => residentId)).toEqual([...ids].sort());
    });

    it('finds several in the order asked and leaves out who is nobody', async () => {
      const { residents } = stores;
      const ids = [1, 2].map(() => newResidentId(1, randomBytes(10)));
      for (const residentId of ids) {
        await residents.registerResident(placed({ ...resident, residentId }), AUDIT);
      }
      const asked = [...ids, newResidentId(1, randomBytes(10))].reverse();
      const found = await residents.findResidents(asked);
      expect(found.map(({ residentId }) => residentId)).toEqual([...ids].reverse());
      expect(await residents.findResidents([])).toEqual([]);
    });
  });

  describe('a store of accounts', () => {
    it('knows nobody for an account that is not registered', async () => {
      const nobody = { residents: [], staff: [] };
      expect(await open().accounts.findHolders(accountIdFrom(randomBytes(10)))).toEqual(nobody);
    });

    it('keeps a phone’s residents and its staff apart', async () => {
      const { accounts, residents, table } = open();
      const accountId = accountIdFrom(randomBytes(10));
      const residentId = newResidentId(1, randomBytes(10));
      const member = {
        staffId: 'stf_0000000000000009' as const,
        maskedName: '胡**',
        grants: [{ role: 'guard' as const, node: 'cmp_1' as const, until: NOON }],
      };
      await accounts.recordStaff(accountId, member, operatorFacts('test', 'permissions', NOON));
      await residents.registerResident(
        placed({
          residentId,
          houseId: await layHouse(table, newHouseId(1, randomBytes(10))),
          name: '胡军',
          maskedName: '胡**',
          tie: 'owner',
          class: 'resident',
          building: '1幢',
          accountId,
        }),
        AUDIT,
      );
      expect(await accounts.findHolders(accountId)).toEqual({
        residents: [{ residentId, recordedAt: AUDIT.at }],
        staff: [member],
      });
    });
  });
}
