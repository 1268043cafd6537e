import { operatorFacts } from '../../../functions/platform/audit.ts';
import { maskName, type NewResident } from '../../../functions/residents/index.ts';
import type { HouseId, PlaceId, ResidentId } from '../../../shared/ids.ts';
import {
  AnnouncementDesk,
  type ManagedAnnouncement,
  OwnAnnouncements,
} from '../../../shared/messages/announcements.ts';
import type { Role } from '../../../shared/roles.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { accountOfPhone } from '../../support/street.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

let drafts = 0;
/** Another draft each time. */
export const newKey = (): string => String(++drafts).padStart(16, '0');

/** A compound's board, as staff and residents meet it. */
export function noticeboard(house: Gatehouse) {
  const { clock } = house;
  const as =
    (role: Role, node: PlaceId = 'cmp_1') =>
    async (method: string, path: string, body?: unknown) =>
      house.call('manager', method, `/api/v1/manager${path}`, {
        cookie: await house.staffCookie(role, { node, now: clock() }),
        ...(body === undefined ? {} : { body }),
      });
  const manager = as('property_manager');

  const said = (changed: object = {}) => ({
    zh: { title: '停水通知', body: '明天 9:00 至 17:00 停水。\n请提前储水。' },
    urgent: false,
    until: clock() + DAY,
    ...changed,
  });
  const publish = (place: PlaceId, changed: object = {}, by = manager) =>
    by('POST', `/places/${place}/announcements`, { key: newKey(), ...said(changed) });
  const published = async (place: PlaceId, changed: object = {}, by = manager): Promise<string> => {
    const answer = await publish(place, changed, by);
    if (answer.status !== 200) throw new Error(`${answer.code} ${answer.field}`);
    return Object(answer.body).announcementId;
  };
  const desk = async (by = manager) =>
    AnnouncementDesk.parse((await by('GET', '/compounds/cmp_1/announcements')).body);
  const onDesk = async (id: string): Promise<ManagedAnnouncement> => {
    const found = (await desk()).current.find(({ announcementId }) => announcementId === id);
    if (found === undefined) throw new Error(`${id} is not there`);
    return found;
  };

  /** Somebody with a phone, in a house of their own. */
  async function settle(
    houseNumber: string,
    at: { building: number; room: string },
    phone: string | undefined,
  ): Promise<{ houseId: HouseId; residentId: ResidentId }> {
    const houseId: HouseId = `hou_1_000000000000${houseNumber}`;
    const residentId: ResidentId = `res_1_000000000000${houseNumber}`;
    const place = { ...at, unit: 1, label: `${at.building}幢1单元${at.room}` };
    const compound = await house.stores.compounds.findCompound('cmp_1');
    if (compound === undefined) throw new Error('no compound');
    await house.stores.compounds.recordCompound(
      {
        compound,
        grids: [{ compoundId: 'cmp_1', number: 2, name: '第二网格' }],
        buildings: [{ compoundId: 'cmp_1', number: at.building, grid: at.building === 3 ? 1 : 2 }],
        units: [{ compoundId: 'cmp_1', building: at.building, number: 1 }],
        houses: [{ houseId, ...place }],
      },
      operatorFacts('test', 'places', clock()),
    );
    const resident: NewResident = {
      residentId,
      houseId,
      name: '周平',
      maskedName: maskName('周平'),
      tie: 'owner',
      class: 'resident',
      building: `${at.building}幢`,
      ...(phone === undefined ? {} : { accountId: accountOfPhone(phone) }),
    };
    const audit = operatorFacts('test', 'register', clock());
    await house.stores.residents.registerResident({ resident, place }, audit);
    return { houseId, residentId };
  }

  const reader = async (phone: string) => {
    const browser = residentBrowser(house);
    await browser.signIn(phone);
    const list = async () =>
      OwnAnnouncements.parse((await browser.fresh('GET', '/announcements')).body).announcements;
    return {
      ...browser,
      list,
      ids: async () => (await list()).map(({ announcementId }) => announcementId),
      open: (id: string) => browser.fresh('PUT', `/announcements/${id}/seen`),
    };
  };
  return { as, manager, said, publish, published, desk, onDesk, settle, reader };
}
