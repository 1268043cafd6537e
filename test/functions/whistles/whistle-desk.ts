import { noteSilence } from '../../../functions/whistles/index.ts';
import type { PlaceId, RequestId } from '../../../shared/ids.ts';
import { Whistle, WhistleCall } from '../../../shared/messages/whistles.ts';
import type { Role } from '../../../shared/roles.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { newKey } from '../requests/request-desk.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const ASKED = '3 幢地下室积水，请排水并查原因。';
export const DEPARTMENTS = [
  { name: '城管执法队', hours: 4 },
  { name: '供水公司', hours: 8 },
  { name: '住建科', hours: 24 },
];

type As = { readonly role: Role; readonly node: PlaceId };
export const COMMUNITY: As = { role: 'community_worker', node: 'com_1' };

/** Those who call departments, and the departments, each with its link. */
export function whistleDesk(house: Gatehouse) {
  const asStaff = async ({ role, node }: As, method: string, path: string, body?: unknown) =>
    house.call('manager', method, `/api/v1/manager${path}`, {
      cookie: await house.staffCookie(role, { node, now: house.clock() }),
      ...(body === undefined ? {} : { body }),
    });
  const blowAs = (as: As, request: RequestId, changed: Record<string, unknown> = {}) =>
    asStaff(as, 'POST', `/requests/${request}/whistles`, {
      key: newKey(),
      asked: ASKED,
      departments: DEPARTMENTS,
      ...changed,
    });
  const open = (link: unknown, from = '203.0.113.9:1') =>
    house.call('resident', 'POST', '/api/v1/resident/whistle-calls', {
      body: { link },
      headers: { 'cloudfront-viewer-address': from },
    });
  return {
    asStaff,
    blowAs,
    /** Blown by the community. */
    blow: async (request: RequestId, changed: Record<string, unknown> = {}) => {
      const { status, code, field, body } = await blowAs(COMMUNITY, request, changed);
      if (status !== 200) throw new Error(`${status} ${code} ${field} ${house.lines.at(-1)}`);
      const whistle = Whistle.parse(body);
      return { whistle, links: whistle.departments.map(({ link }) => link ?? '') };
    },
    open,
    seen: async (link: string | undefined) => WhistleCall.parse((await open(link)).body),
    say: (link: string | undefined, answer: Record<string, unknown>) =>
      house.call('resident', 'POST', '/api/v1/resident/whistle-answers', {
        body: { link, answer },
      }),
    list: (as: As, request: RequestId) => asStaff(as, 'GET', `/requests/${request}/whistles`),
    /** What the clock does every minute. */
    run: () =>
      noteSilence(
        { whistles: house.stores.calling.whistles, requests: house.stores.desk.requests },
        'cmp_1',
        house.clock(),
      ),
  };
}
