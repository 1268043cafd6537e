import { readGateTicket } from '../../shared/arrivals/gate-ticket.ts';
import { OpenedByScan, StampedTicket } from '../../shared/messages/scan-to-open.ts';
import type { GatePhone } from './gate-phone.ts';
import { shownAtGate } from './gate-screen.ts';
import type { Gatehouse } from './gatehouse.ts';
import type { ResidentPhone } from './resident-phone.ts';
import { PHONES, RESIDENTS } from './street.ts';

/** The father scans what stands on a gate's screen now, and asks to be let in. */
export async function scanTheGate(
  house: Gatehouse,
  device: GatePhone,
  phone: ResidentPhone,
): Promise<OpenedByScan> {
  const session = 'ses_00000000000000aa';
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], undefined, session);
  const gateCode = await shownAtGate(device, house.clock());
  const stamped = await house.call('resident', 'POST', '/api/v1/resident/gate-tickets', {
    cookie,
    body: { gateCode },
  });
  const { ticket } = StampedTicket.parse(stamped.body);
  const shown = readGateTicket(ticket)?.ticket;
  if (shown === undefined) throw new Error('no ticket');
  const { slot, gate, challenge } = shown;
  const code = phone.show({ mode: 'challenge', slot, gate, challenge });
  const path = `/api/v1/resident/gates/${device.gateId}/open`;
  const { body } = await house.call('resident', 'POST', path, { cookie, body: { ticket, code } });
  return OpenedByScan.parse(body);
}
