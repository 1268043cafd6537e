import { readGateTicket } from '../../../shared/arrivals/gate-ticket.ts';
import { StampedTicket } from '../../../shared/messages/scan-to-open.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { shownAtGate } from '../../support/gate-screen.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { PHONES } from '../../support/street.ts';

/** The father scans the gate's screen and opens. */
export async function openByScanOnce(
  house: Gatehouse,
  device: GatePhone,
  phone: ResidentPhone,
): Promise<void> {
  // Whoever has just been enrolled is known everywhere within a second or two.
  house.clock.advance(5_000);
  const cookie = await house.residentCookie(PHONES.father, [phone.residentId], house.clock());
  const gateCode = await shownAtGate(device, house.clock());
  const stamped = await house.call('resident', 'POST', '/api/v1/resident/gate-tickets', {
    cookie,
    body: { gateCode },
  });
  const { ticket: text } = StampedTicket.parse(stamped.body);
  const ticket = readGateTicket(text)?.ticket;
  if (ticket === undefined) throw new Error('no ticket');
  const { slot, gate, challenge } = ticket;
  const code = phone.show({ mode: 'challenge', slot, gate, challenge });
  await house.call('resident', 'POST', `/api/v1/resident/gates/${device.gateId}/open`, {
    cookie,
    body: { ticket: text, code },
  });
}
