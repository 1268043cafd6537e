import {
  type GateTicket,
  gateTicketBytes,
  MARK_BYTES,
  readGateTicket,
  writeGateTicket,
} from '../../shared/arrivals/gate-ticket.ts';
import type { SessionId } from '../../shared/ids.ts';
import { constantTimeEqual, hmac } from '../platform/secrets.ts';

const markOf = (key: Uint8Array, session: SessionId, ticket: GateTicket): Uint8Array =>
  hmac(key, session, gateTicketBytes(ticket)).subarray(0, MARK_BYTES);

/** @param key derived for `gate-ticket` */
export function stampTicket(key: Uint8Array, session: SessionId, ticket: GateTicket): string {
  return writeGateTicket(ticket, markOf(key, session, ticket));
}

/** @returns undefined for anything that this key did not stamp for this session */
export function ticketOf(
  key: Uint8Array,
  session: SessionId,
  text: string,
): GateTicket | undefined {
  const parts = readGateTicket(text);
  if (parts === undefined) return undefined;
  const { ticket, mark } = parts;
  return constantTimeEqual(markOf(key, session, ticket), mark) ? ticket : undefined;
}
