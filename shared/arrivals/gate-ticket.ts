import { base64urlnopad } from '@scure/base';
import { assertThat, concatBytes, isUint, readUint, writeUint } from '../code/bytes.ts';
import { CHALLENGE_BYTES } from '../code/proof.ts';
import { slotAt } from '../time/slot.ts';

/**
 * That a gate's code was fresh when it reached the server. Whoever has a ticket may sign the gate's
 * challenge within a minute, however slow their page is. Nothing is kept of it: the mark says that
 * it is the server's own and whose session it was stamped for.
 */
export type GateTicket = {
  readonly compound: number;
  readonly gate: number;
  readonly slot: number;
  /** 8 bytes, as the gate showed them. */
  readonly challenge: Uint8Array;
  /** Unix milliseconds, by the server's clock. */
  readonly stampedAt: number;
  /** 8 random bytes. */
  readonly nonce: Uint8Array;
};

const VERSION = 1;
const NONCE_AT = 23;
export const NONCE_BYTES = 8;
const TICKET_BYTES = NONCE_AT + NONCE_BYTES;
export const MARK_BYTES = 16;

/** From the stamp to the tap. */
export const TICKET_GOOD_MS = 60_000;
/** Two servers' clocks differ by less. */
const CLOCKS_APART_MS = 2_000;
/** A code is taken one slot either side of the server's own. */
const SLOTS_EITHER_SIDE = 1;

/**
 * Whether a gate can be showing this slot's code now. What was first asked for 11 s after it was
 * shown is over, and nobody can bring a code of later on.
 */
export function isShownNow(slot: number, nowMs: number): boolean {
  return Math.abs(slotAt(nowMs) - slot) <= SLOTS_EITHER_SIDE;
}

export function isTicketGood({ stampedAt }: Pick<GateTicket, 'stampedAt'>, nowMs: number): boolean {
  const age = nowMs - stampedAt;
  return age >= -CLOCKS_APART_MS && age < TICKET_GOOD_MS;
}

/** What the mark is made of. @throws RangeError when a field does not fit */
export function gateTicketBytes(ticket: GateTicket): Uint8Array {
  assertThat(isUint(ticket.compound, 2) && ticket.compound > 0, 'a compound is 1 to 65535');
  assertThat(isUint(ticket.gate, 2) && ticket.gate > 0, 'a gate is 1 to 65535');
  assertThat(isUint(ticket.slot, 4), 'a slot is four bytes');
  assertThat(ticket.challenge.length === CHALLENGE_BYTES, 'a challenge has 8 bytes');
  assertThat(isUint(ticket.stampedAt, 6), 'a moment is six bytes');
  assertThat(ticket.nonce.length === NONCE_BYTES, 'a nonce has 8 bytes');
  const bytes = new Uint8Array(TICKET_BYTES);
  bytes[0] = VERSION;
  writeUint(bytes, 1, 2, ticket.compound);
  writeUint(bytes, 3, 2, ticket.gate);
  writeUint(bytes, 5, 4, ticket.slot);
  bytes.set(ticket.challenge, 9);
  writeUint(bytes, 17, 6, ticket.stampedAt);
  bytes.set(ticket.nonce, NONCE_AT);
  return bytes;
}

/** @param mark the first 16 bytes of a keyed hash of the ticket and its session */
export function writeGateTicket(ticket: GateTicket, mark: Uint8Array): string {
  assertThat(mark.length === MARK_BYTES, 'a mark has 16 bytes');
  return base64urlnopad.encode(concatBytes(gateTicketBytes(ticket), mark));
}

export type GateTicketParts = { readonly ticket: GateTicket; readonly mark: Uint8Array };

function decoded(text: string): Uint8Array | undefined {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return undefined;
  }
}

/** Takes a ticket apart; undefined where it is none. Whether it is genuine, its mark says. */
export function readGateTicket(text: string): GateTicketParts | undefined {
  const bytes = decoded(text);
  if (bytes?.length !== TICKET_BYTES + MARK_BYTES || bytes[0] !== VERSION) return undefined;
  const ticket = {
    compound: readUint(bytes, 1, 2),
    gate: readUint(bytes, 3, 2),
    slot: readUint(bytes, 5, 4),
    challenge: bytes.slice(9, 9 + CHALLENGE_BYTES),
    stampedAt: readUint(bytes, 17, 6),
    nonce: bytes.slice(NONCE_AT, TICKET_BYTES),
  };
  if (ticket.compound === 0 || ticket.gate === 0) return undefined;
  return { ticket, mark: bytes.slice(TICKET_BYTES) };
}
