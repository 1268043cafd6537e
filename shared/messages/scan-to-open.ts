import * as z from 'zod';
import { OUTCOMES, REASONS } from '../gate/outcomes.ts';
import { endpoint } from './endpoint.ts';

/** A gate's code as it was scanned: an upper-case address of at most 195 characters. */
const ScannedGateCode = z.string().min(1).max(256);
/** 63 characters, base64url. */
const Ticket = z.string().min(1).max(128);

/**
 * Where the code of a gate leads: any phone's own scanner opens it. It says nothing but where to
 * go on, and the ticket stands in the part of the address that is sent to no server.
 */
const scanned = { method: 'GET', leadsOn: true } as const;
export const openGateCode = endpoint({ ...scanned, path: '/G/:gateCode' });
/** The same where a scanner writes addresses in small letters. */
export const openSmallGateCode = endpoint({ ...scanned, path: '/g/:gateCode' });

export const StampedTicket = z.object({ ticket: Ticket, gateName: z.string() });
export type StampedTicket = z.infer<typeof StampedTicket>;
/** The same for the page's own camera. */
export const stampGateTicket = endpoint({
  method: 'POST',
  path: '/api/v1/resident/gate-tickets',
  body: z.strictObject({ gateCode: ScannedGateCode }),
  answer: StampedTicket,
});

export const OpenedByScan = z.object({
  gateName: z.string(),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  /** Of what was let in: what the door did. */
  door: z.enum(['opened', 'silent', 'none']).optional(),
  /** Where the gate is closed for a while: the gate that everybody is sent to. */
  goTo: z.string().optional(),
  /** Where nobody stands: the duty room was rung, and this asked again then opens. */
  rung: z
    .object({
      ticket: Ticket,
      /** Unix milliseconds. */
      opensAt: z.number().int(),
    })
    .optional(),
});
export type OpenedByScan = z.infer<typeof OpenedByScan>;
/** The tap: the phone's live code, signed over the challenge of the ticket. */
export const openByScan = endpoint({
  method: 'POST',
  path: '/api/v1/resident/gates/:gateId/open',
  body: z.strictObject({ ticket: Ticket, code: z.string().min(1).max(512) }),
  answer: OpenedByScan,
});

export const LastOpening = z.object({
  /** Absent where nothing was scanned lately. */
  last: z
    .object({
      outcome: z.enum(OUTCOMES),
      /** Unix milliseconds. */
      at: z.number().int(),
    })
    .optional(),
});
export type LastOpening = z.infer<typeof LastOpening>;
/** For the gate's own screen: what became of the last scan of it, and of nobody in particular. */
export const readLastOpening = endpoint({
  method: 'GET',
  path: '/api/v1/screens/:gateId/last-opening',
  answer: LastOpening,
});
