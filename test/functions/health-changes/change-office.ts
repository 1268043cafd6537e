import { createAlerts } from '../../../functions/alerts/index.ts';
import type { EmergencyHere } from '../../../functions/emergencies/index.ts';
import { advanceRecords } from '../../../functions/health/index.ts';
import {
  advanceChanges,
  createChangeStore,
  revertUnanswered,
  tellSubjects,
} from '../../../functions/health-changes/index.ts';
import { createOutbox } from '../../../functions/notifications/index.ts';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import type { HealthChangeId, HouseId, PlaceId, ResidentId } from '../../../shared/ids.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { accountOfPhone, HOUSES, PHONES, PLACE, RESIDENTS } from '../../support/street.ts';
import { healthOffice } from '../health/health-office.ts';
import { residentIdOf } from './resident-ids.ts';

const DAY_MS = 86_400_000;
const AT = {
  community_worker: 'com_1',
  community_doctor: 'com_1',
  community_police: 'com_1',
  street_administrator: 'str_1',
  property_manager: 'cmp_1',
} as const satisfies Record<string, PlaceId>;
export type Who = keyof typeof AT;

/** Everybody who has to do with changes of statuses in the first compound. */
export function changeOffice(house: Gatehouse, here: EmergencyHere) {
  const office = healthOffice({ ...house, emergencies: house.stores.emergencies }, here);
  const kept = createChangeStore(house.table, house.sealings);
  const ports = {
    ...office.ports,
    changes: kept,
    residents: house.stores.residents,
    told: house.stores.told,
    outbox: createOutbox(house.table),
    onDuty: createAlerts(house.table, house.sealings).onDuty,
  };
  const base = '/api/v1/manager/compounds/cmp_1';
  const call = async (who: Who, method: string, path: string, body?: unknown) =>
    house.call('manager', method, `${base}/${path}`, {
      cookie: await house.staffCookie(who, { node: AT[who] }),
      ...(body === undefined ? {} : { body }),
    });
  const own = async (resident: ResidentId, method: string, path: string, body?: unknown) =>
    house.call('resident', method, `/api/v1/resident/residents/${resident}/${path}`, {
      cookie: await house.residentCookie(PHONES.father, [resident]),
      ...(body === undefined ? {} : { body }),
    });

  return {
    ...office,
    kept,
    call,
    own,
    /** Another home on the same floor. */
    async secondHome(): Promise<HouseId> {
      const houseId: HouseId = 'hou_1_000000000000000c';
      const compoundId = 'cmp_1';
      await house.stores.compounds.recordCompound(
        {
          compound: {
            compoundId,
            communityId: 'com_1',
            streetId: 'str_1',
            name: '锦苑小区',
            buildingWord: '幢',
          },
          grids: [{ compoundId, number: 1, name: '第一网格' }],
          buildings: [{ compoundId, number: PLACE.building, grid: 1 }],
          units: [{ compoundId, building: PLACE.building, number: PLACE.unit }],
          houses: [
            { houseId: HOUSES.family, ...PLACE },
            { houseId, ...PLACE, room: '502', label: '3幢2单元502' },
          ],
        },
        operatorFacts('test', 'places', house.clock()),
      );
      return houseId;
    },
    /** People who live here, the more the merrier. @param homes in which they live by turns */
    async settle(
      count: number,
      homes: readonly HouseId[] = [HOUSES.family],
    ): Promise<ResidentId[]> {
      const ids = Array.from({ length: count }, (_, at) => residentIdOf(at + 100));
      for (const [at, residentId] of ids.entries()) {
        const resident = {
          residentId,
          houseId: homes[at % homes.length] ?? HOUSES.family,
          name: `张${at}`,
          maskedName: '张*',
          tie: 'family',
          class: 'resident',
          building: '3幢',
          accountId: accountOfPhone(`1390001${String(1000 + at)}`),
        } as const;
        await house.stores.residents.registerResident(
          { resident, place: PLACE },
          operatorFacts('test', 'register', house.clock()),
        );
      }
      return ids;
    },
    /** Each asked for the same on the same day, at the counter. */
    async petition(people: readonly ResidentId[], text = '要求取回存款'): Promise<void> {
      for (const residentId of people) {
        const answer = await call('community_worker', 'POST', 'requests', {
          key: residentId.slice(-16),
          typeId: 'complaint',
          text,
          details: {},
          photos: [],
          residentId,
          heardBy: 'visit',
        });
        if (answer.status !== 200) throw new Error(`${answer.code} ${answer.field}`);
      }
    },
    /** Somebody whom nobody reaches but by a call. */
    async settleWithoutPhone(): Promise<ResidentId> {
      const residentId = residentIdOf(77);
      const resident = {
        residentId,
        houseId: HOUSES.family,
        name: '李奶奶',
        maskedName: '李**',
        tie: 'family',
        class: 'resident',
        building: '3幢',
      } as const;
      await house.stores.residents.registerResident(
        { resident, place: PLACE },
        operatorFacts('test', 'register', house.clock()),
      );
      return residentId;
    },
    async propose(who: Who, residents: readonly ResidentId[], more: object = {}) {
      const answer = await call(who, 'POST', 'health-changes', {
        residents,
        fromList: false,
        finding: 'isolation',
        reason: 'isolation_order',
        reference: '青卫隔〔2035〕17号',
        expiresAt: house.clock() + 10 * DAY_MS,
        ...more,
      });
      return { ...answer, id: String(Object(answer.body).proposalId) };
    },
    decide: (who: Who, id: string, outcome: 'pass' | 'refuse' = 'pass') =>
      call(who, 'PUT', `health-changes/${id}/decision`, { outcome }),
    approve: (who: Who, id: string, outcome: 'pass' | 'refuse' = 'pass') =>
      call(who, 'PUT', `health-changes/${id}/approval`, { outcome, because: '已逐一核对原始材料' }),
    /** Two offices change somebody's status. */
    async change(resident: ResidentId = RESIDENTS.father) {
      const { id } = await this.propose('community_doctor', [resident]);
      const { body } = await this.decide('community_worker', id);
      return Object(body).state;
    },
    valueOf: async (resident: ResidentId = RESIDENTS.father) =>
      (await office.records.find(here, resident))?.status.value ?? 'green',
    changesOf: async (resident: ResidentId = RESIDENTS.father) =>
      (await office.records.find(here, resident))?.changes ?? [],
    async lastChange(resident: ResidentId = RESIDENTS.father): Promise<HealthChangeId> {
      const last = (await office.records.find(here, resident))?.changes.at(-1);
      if (last === undefined) throw new Error('nothing has changed');
      return last.changeId;
    },
    /** What the stream brings: lists are kept, and people told. */
    follow: async () => tellSubjects(ports, await office.deliver(), house.clock()),
    /** What the stream brings while nobody is told. */
    followInSilence: () => office.deliver(),
    /** What the run of every minute does. */
    async run(): Promise<void> {
      await advanceChanges(ports, here, house.clock());
      await revertUnanswered(ports, here, house.clock());
      await advanceRecords(ports, here, house.clock());
      await office.deliver();
    },
  };
}
