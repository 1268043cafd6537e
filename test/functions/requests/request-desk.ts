import type { PlaceId, RequestId, ResidentId, StaffId } from '../../../shared/ids.ts';
import { RequestId as AnyRequestId } from '../../../shared/ids.ts';
import { OwnRequest, StaffRequest } from '../../../shared/messages/requests.ts';
import type { Role } from '../../../shared/roles.ts';
import type { Answered, Gatehouse } from '../../support/gatehouse.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';

let drawn = 0;
/** As a page draws it. */
export const newKey = (): string => String(++drawn).padStart(16, '0');

export type Staff = { readonly role: Role; readonly node?: PlaceId };
export const MANAGER: Staff = { role: 'property_manager' };
export const REPAIRER: Staff = { role: 'repairer' };
export const GRID_WORKER: Staff = { role: 'grid_worker', node: 'grd_1_1' };
export const VOLUNTEER: Staff = { role: 'volunteer' };

/** The service desk of the first compound, with those who ask and those who do it. */
export function requestDesk(house: Gatehouse) {
  const { call, clock } = house;
  const compound = '/api/v1/manager/compounds/cmp_1';

  const asResident = async (
    method: string,
    path: string,
    body?: unknown,
    who: { phone: string; residents: readonly ResidentId[] } = {
      phone: PHONES.father,
      residents: [RESIDENTS.father],
    },
  ): Promise<Answered> =>
    call('resident', method, `/api/v1/resident${path}`, {
      cookie: await house.residentCookie(who.phone, who.residents, clock()),
      ...(body === undefined ? {} : { body }),
    });
  const cookieOf = ({ role, node = 'cmp_1' }: Staff) =>
    house.staffCookie(role, { node, now: clock() });
  const asStaff = async (
    staff: Staff,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answered> =>
    call('manager', method, path, {
      cookie: await cookieOf(staff),
      ...(body === undefined ? {} : { body }),
    });

  const askFor = (changed: Record<string, unknown> = {}) =>
    asResident('POST', `/residents/${RESIDENTS.father}/requests`, {
      key: newKey(),
      typeId: 'repair',
      text: '厨房水管漏水',
      details: { where: '家里' },
      photos: [],
      ...changed,
    });
  async function ask(changed: Record<string, unknown> = {}): Promise<RequestId> {
    const { status, body, code, field } = await askFor(changed);
    if (status !== 200) throw new Error(`${status} ${code} ${field} ${house.lines.at(-1)}`);
    await house.deliverRequests();
    return OwnRequest.parse(body).requestId;
  }
  const pathOf = (request: RequestId) => `/api/v1/manager/requests/${AnyRequestId.parse(request)}`;
  const claim = (staff: Staff, request: RequestId) =>
    asStaff(staff, 'POST', `${pathOf(request)}/claim`);
  const work = (staff: Staff, request: RequestId, what: Record<string, unknown>, key = newKey()) =>
    asStaff(staff, 'POST', `${pathOf(request)}/work`, { key, what });
  const assign = (request: RequestId, to: StaffId, staff: Staff = MANAGER) =>
    asStaff(staff, 'POST', `${pathOf(request)}/assignment`, { to });
  const close = (request: RequestId, what: Record<string, unknown> = { step: 'close' }) =>
    asStaff(MANAGER, 'POST', `${pathOf(request)}/closing`, what);
  const stepOwn = (request: RequestId, what: Record<string, unknown>) =>
    asResident('POST', `/requests/${request}/steps`, what);

  return {
    compound,
    asResident,
    asStaff,
    askFor,
    ask,
    claim,
    work,
    assign,
    close,
    stepOwn,
    /** Somebody who is on the books, whose id it answers. */
    onTheBooks: async (staff: Staff): Promise<StaffId> => {
      await cookieOf(staff);
      return house.staffIdOf(staff.role, staff.node ?? 'cmp_1');
    },
    readOwn: async (request: RequestId) =>
      OwnRequest.parse((await asResident('GET', `/requests/${request}`)).body),
    read: async (staff: Staff, request: RequestId) =>
      StaffRequest.parse((await asStaff(staff, 'GET', pathOf(request))).body),
    /** Asks for the number of whoever asked. */
    phone: (staff: Staff, request: RequestId) => asStaff(staff, 'GET', `${pathOf(request)}/phone`),
    list: async (staff: Staff, which: '' | '/mine' | '/open-to-me' = '') =>
      asStaff(staff, 'GET', `${compound}/requests${which}`),
    /** Until it is done. */
    finish: async (request: RequestId, staff: Staff = REPAIRER) => {
      await claim(staff, request);
      await work(staff, request, { step: 'start' });
      return work(staff, request, { step: 'finish', note: '换了水管' });
    },
  };
}
