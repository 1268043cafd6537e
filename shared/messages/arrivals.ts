import * as z from 'zod';
import { DIRECTIONS } from '../gate/outcomes.ts';
import { VISIT_TYPES } from '../visitors/visit-types.ts';
import { endpoint } from './endpoint.ts';
import { Verdict } from './gates.ts';

const U32 = z.number().int().min(0).max(0xffff_ffff);

/** What the guard sees of somebody who was invited: the host's name for them, and where they go. */
const Visiting = z.object({
  name: z.string(),
  building: z.string(),
  type: z.enum(VISIT_TYPES),
  plate: z.string().optional(),
});

export const ArrivalVerdict = Verdict.extend({ visit: Visiting.optional() });
export type ArrivalVerdict = z.infer<typeof ArrivalVerdict>;

const VisitorPinAnswer = z.object({
  /** Absent where these are nobody's digits at this house. */
  arrival: ArrivalVerdict.optional(),
});
export type VisitorPinAnswer = z.infer<typeof VisitorPinAnswer>;

/**
 * Somebody who was invited says the house and their digits, for want of a phone that shows a code:
 * decided and named as a code would be. Wrong ones are counted for the house.
 */
export const admitByPin = endpoint({
  method: 'POST',
  path: '/api/v1/arrivals/gates/:gateId/visitor-pins',
  body: z.strictObject({
    boot: U32,
    seq: U32,
    house: z.string().max(24),
    pin: z.string().regex(/^[0-9]{6}$/),
    direction: z.enum(DIRECTIONS),
  }),
  answer: VisitorPinAnswer,
});

/**
 * The server decides about a pass that lives by being used once or counted. The same scan asked
 * again (device, boot, seq) is answered as it was the first time.
 */
export const decideArrival = endpoint({
  method: 'POST',
  path: '/api/v1/arrivals/gates/:gateId/decisions',
  body: z.strictObject({
    boot: U32,
    seq: U32,
    code: z.string().min(1).max(512),
    direction: z.enum(DIRECTIONS),
  }),
  answer: ArrivalVerdict,
});

/** The guard was asked about this code and let whoever showed it in: their visit is used by it, once. */
export const noteLetIn = endpoint({
  method: 'POST',
  path: '/api/v1/arrivals/gates/:gateId/let-ins',
  body: z.strictObject({
    boot: U32,
    seq: U32,
    code: z.string().min(1).max(512),
    /** Unix milliseconds. */
    at: z.number().int().min(0),
  }),
});
