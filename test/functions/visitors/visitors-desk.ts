import type { GateId, InvitationId } from '../../../shared/ids.ts';
import { ArrivalVerdict } from '../../../shared/messages/arrivals.ts';
import { OpenedInvitation, OwnInvitation } from '../../../shared/messages/invitations.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import type { VisitorPhone } from '../../support/visitor-phone.ts';
import { newKey } from '../requests/request-desk.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Those who invite, those who are invited, and the gates where they stand. */
export function visitorsDesk(house: Gatehouse) {
  let scans = 0;
  const as = async (method: string, path: string, body?: unknown, phone: string = PHONES.father) =>
    house.call('arrivals', method, `/api/v1/resident/arrivals${path}`, {
      cookie: await house.residentCookie(
        phone,
        [phone === PHONES.mother ? RESIDENTS.mother : RESIDENTS.father],
        house.clock(),
      ),
      ...(body === undefined ? {} : { body }),
    });
  const inviteAs = (changed: Record<string, unknown> = {}, resident: string = RESIDENTS.father) =>
    as('POST', `/residents/${resident}/invitations`, {
      key: newKey(),
      name: '老王',
      type: 'guest',
      times: { kind: 'once', from: house.clock(), until: house.clock() + 6 * HOUR },
      ...changed,
    });
  const openAs = (phone: VisitorPhone, link: string, from = '203.0.113.7:1') =>
    house.call('arrivals', 'POST', '/api/v1/visits/opened', {
      body: phone.opening(link),
      headers: { 'cloudfront-viewer-address': from },
    });
  const decideAs = (
    device: GatePhone,
    scan: { boot?: number; seq?: number; code: string; direction?: 'in' | 'out' },
    gateId: GateId = device.gateId,
  ) =>
    house.call('arrivals', 'POST', `/api/v1/arrivals/gates/${gateId}/decisions`, {
      device,
      body: { boot: 1, seq: ++scans, direction: 'in', ...scan },
    });
  const sayAs = (
    device: GatePhone,
    said: {
      house?: string;
      pin: string;
      boot?: number;
      seq?: number;
      direction?: 'in' | 'out';
    },
    gateId: GateId = device.gateId,
  ) =>
    house.call('arrivals', 'POST', `/api/v1/arrivals/gates/${gateId}/visitor-pins`, {
      device,
      body: { boot: 1, seq: ++scans, house: '3-2-501', direction: 'in', ...said },
    });
  const letInAs = (
    device: GatePhone,
    scan: { boot: number; seq: number; code: string; at?: number },
    gateId: GateId = device.gateId,
  ) =>
    house.call('arrivals', 'POST', `/api/v1/arrivals/gates/${gateId}/let-ins`, {
      device,
      body: { at: house.clock(), ...scan },
    });
  return {
    as,
    sayAs,
    letInAs,
    inviteAs,
    openAs,
    decideAs,
    invite: async (changed: Record<string, unknown> = {}): Promise<OwnInvitation> => {
      const { status, code, field, body } = await inviteAs(changed);
      if (status !== 200) throw new Error(`${status} ${code} ${field} ${house.lines.at(-1)}`);
      return OwnInvitation.parse(body);
    },
    /** Opens it and keeps what it was given. */
    open: async (phone: VisitorPhone, { link }: OwnInvitation): Promise<OpenedInvitation> => {
      const { status, code, body } = await openAs(phone, link);
      if (status !== 200) throw new Error(`${status} ${code} ${house.lines.at(-1)}`);
      const opened = OpenedInvitation.parse(body);
      if (opened.state === 'open') phone.keep(opened.pass);
      return opened;
    },
    /** What the gate answers to the code that the phone shows now. */
    arrive: async (
      device: GatePhone,
      phone: VisitorPhone,
      direction: 'in' | 'out' = 'in',
    ): Promise<ArrivalVerdict> => {
      const code = phone.showAt(house.clock());
      const { status, code: refused, body } = await decideAs(device, { code, direction });
      if (status !== 200) throw new Error(`${status} ${refused} ${house.lines.at(-1)}`);
      return ArrivalVerdict.parse(body);
    },
    cancel: (invitationId: InvitationId) => as('POST', `/invitations/${invitationId}/cancellation`),
    answer: (invitationId: InvitationId, allow: boolean) =>
      as('POST', `/invitations/${invitationId}/second-phone`, { allow }),
    list: async () => {
      const { body } = await as('GET', `/residents/${RESIDENTS.father}/invitations`);
      // cast: the answer was written by its schema
      return (body as { invitations: OwnInvitation[] }).invitations;
    },
  };
}
