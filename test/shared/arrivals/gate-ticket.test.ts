import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type GateTicket,
  isShownNow,
  isTicketGood,
  readGateTicket,
  TICKET_GOOD_MS,
  writeGateTicket,
} from '../../../shared/arrivals/gate-ticket.ts';
import { SLOT_MS, slotAt } from '../../../shared/time/slot.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const moments = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
const tickets: fc.Arbitrary<GateTicket> = fc.record({
  compound: fc.integer({ min: 1, max: 0xffff }),
  gate: fc.integer({ min: 1, max: 0xffff }),
  slot: fc.integer({ min: 0, max: 0xffff_ffff }),
  challenge: bytes(8),
  stampedAt: moments,
  nonce: bytes(8),
});

describe('a ticket for a gate', () => {
  it('is read as it was written, and nothing else is', () => {
    fc.assert(
      fc.property(tickets, bytes(16), (ticket, mark) => {
        const text = writeGateTicket(ticket, mark);
        expect(text).toMatch(/^[A-Za-z0-9_-]{63}$/);
        expect(readGateTicket(text)).toEqual({ ticket, mark });
      }),
    );
    for (const text of ['', 'AQ', 'A'.repeat(62), 'A'.repeat(63), `${'AQ'.repeat(31)}!`]) {
      expect(readGateTicket(text)).toBeUndefined();
    }
  });

  it('read from a changed text would be written as that text', () => {
    const ticket = fc.sample(tickets, 1)[0];
    if (ticket === undefined) throw new Error('no ticket');
    const text = writeGateTicket(ticket, new Uint8Array(16).fill(3));
    fc.assert(
      fc.property(fc.nat(62), fc.constantFrom(...'ABZaz019-_= '), (at, letter) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        const parts = readGateTicket(changed);
        if (parts !== undefined) expect(writeGateTicket(parts.ticket, parts.mark)).toBe(changed);
      }),
    );
  });

  it.each([
    [{ compound: 0 }],
    [{ gate: 0 }],
    [{ slot: 2 ** 32 }],
    [{ challenge: new Uint8Array(7) }],
    [{ nonce: new Uint8Array(9) }],
    [{ stampedAt: -1 }],
  ])('is not written with %o', (wrong) => {
    const [ticket] = fc.sample(tickets, 1);
    if (ticket === undefined) throw new Error('no ticket');
    expect(() => writeGateTicket({ ...ticket, ...wrong }, new Uint8Array(16))).toThrow(RangeError);
  });

  it('is stamped while the code is on the screen, and never 11 s after it was shown nor ahead', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 5_000 }), (shownAt, passedMs) => {
        expect(isShownNow(slotAt(shownAt), shownAt + passedMs)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(moments, fc.integer({ min: 11_000, max: 10 ** 9 }), (shownAt, passedMs) => {
        expect(isShownNow(slotAt(shownAt), shownAt + passedMs)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(moments, fc.integer({ min: 2, max: 10 ** 6 }), (now, slotsAhead) => {
        expect(isShownNow(slotAt(now) + slotsAhead, now)).toBe(false);
      }),
    );
    expect(isShownNow(slotAt(2 * SLOT_MS), 4 * SLOT_MS - 1)).toBe(true);
  });

  it('waits for a slow page a minute, and not a moment longer', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: TICKET_GOOD_MS * 2 }), (stampedAt, ageMs) => {
        expect(isTicketGood({ stampedAt }, stampedAt + ageMs)).toBe(ageMs < TICKET_GOOD_MS);
      }),
    );
    expect(isTicketGood({ stampedAt: 10_000 }, 8_000)).toBe(true);
    expect(isTicketGood({ stampedAt: 10_000 }, 7_999)).toBe(false);
  });
});
