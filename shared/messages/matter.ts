import * as z from 'zod';
import { MatterId, PhotoId } from '../ids.ts';
import { OFFICES } from '../roles.ts';

/** What goes from hand to hand in a request, and what is said of it. */

const UnixMs = z.number().int();

/** Who of staff said it in the stead of whoever asked, and how they had heard it. */
export const Witness = z.object({
  office: z.enum(OFFICES),
  maskedName: z.string(),
  note: z.string().optional(),
});
export type Witness = z.infer<typeof Witness>;
/** Said by both, each for themself. */
const Said = z.object({
  byWorker: UnixMs.optional(),
  byRequester: UnixMs.optional(),
  /** Whoever asked says that it is not so; it stands until one of the two says more. */
  denied: UnixMs.optional(),
  witness: Witness.optional(),
});

export const HandOver = z.object({
  handOverId: MatterId,
  /** What it is: a card, a key, cash. */
  what: z.enum(['social_card', 'key', 'cash', 'other']),
  label: z.string().optional(),
  /** Cash, in fen. */
  amountFen: z.number().int().optional(),
  /** To whom it went. */
  with: Witness.omit({ note: true }).optional(),
  out: Said,
  back: Said,
});
export type HandOver = z.infer<typeof HandOver>;
export const Advance = z.object({
  advanceId: MatterId,
  amountFen: z.number().int().positive(),
  receipt: PhotoId.optional(),
  settled: Said,
});
export type Advance = z.infer<typeof Advance>;
export const Rating = z.object({
  /** Of the service, never of a person: 1 not done, 2 done, 3 done well. */
  service: z.number().int().min(1).max(3),
  text: z.string().optional(),
  at: UnixMs,
  answer: z.object({ text: z.string(), at: UnixMs }).optional(),
});
export type Rating = z.infer<typeof Rating>;
