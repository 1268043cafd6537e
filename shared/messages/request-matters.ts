import * as z from 'zod';
import { MatterId, PhotoId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { HandOver } from './matter.ts';
import { OwnRequest, StaffRequest, StepNote } from './requests.ts';

/** What goes from hand to hand in a request: things, money, and a word on how it was. */

/** A thousand yuan: nobody does an errand with more in their pocket. */
const MOST_FEN = 100_000;
const AmountFen = z.number().int().min(1).max(MOST_FEN);
const Label = z.string().trim().min(1).max(40);

/** Named by the page: what is sent twice is one thing, and goes by that name. */
export const RecordHandOver = z
  .strictObject({
    key: MatterId,
    what: HandOver.shape.what,
    label: Label.optional(),
    /** Of cash, and of nothing else. */
    amountFen: AmountFen.optional(),
  })
  .refine(({ what, amountFen }) => (what === 'cash') === (amountFen !== undefined), {
    message: 'cash has an amount, and nothing else has',
    path: ['amountFen'],
  });
export type RecordHandOver = z.infer<typeof RecordHandOver>;
export const RecordAdvance = z.strictObject({
  key: MatterId,
  amountFen: AmountFen,
  receipt: PhotoId.optional(),
});
export type RecordAdvance = z.infer<typeof RecordAdvance>;
/** What somebody without a phone said, and how the desk heard it. */
export const WitnessMatter = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('out'), handOverId: MatterId, note: StepNote }),
  z.strictObject({ of: z.literal('back'), handOverId: MatterId, note: StepNote }),
  z.strictObject({ of: z.literal('settled'), advanceId: MatterId, note: StepNote }),
]);
export type WitnessMatter = z.infer<typeof WitnessMatter>;

/** What whoever asked says is not so: not given, not back, not settled. */
export const DenyMatter = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('out'), handOverId: MatterId }),
  z.strictObject({ of: z.literal('back'), handOverId: MatterId }),
  z.strictObject({ of: z.literal('settled'), advanceId: MatterId }),
]);
export type DenyMatter = z.infer<typeof DenyMatter>;

const OF_STAFF = '/api/v1/manager/requests/:requestId';
const OWN = '/api/v1/resident/requests/:requestId';

export const recordHandOver = endpoint({
  method: 'POST',
  path: `${OF_STAFF}/hand-overs`,
  body: RecordHandOver,
  answer: StaffRequest,
});
export const giveBack = endpoint({
  method: 'POST',
  path: `${OF_STAFF}/hand-overs/:handOverId/return`,
  answer: StaffRequest,
});
export const recordAdvance = endpoint({
  method: 'POST',
  path: `${OF_STAFF}/advances`,
  body: RecordAdvance,
  answer: StaffRequest,
});
export const settleAdvance = endpoint({
  method: 'POST',
  path: `${OF_STAFF}/advances/:advanceId/settlement`,
  answer: StaffRequest,
});
export const witnessMatter = endpoint({
  method: 'POST',
  path: `${OF_STAFF}/witnessed`,
  body: WitnessMatter,
  answer: StaffRequest,
});
export const answerRating = endpoint({
  method: 'POST',
  path: `${OF_STAFF}/rating-answer`,
  body: z.strictObject({ text: StepNote }),
  answer: StaffRequest,
});

export const confirmOwnHandOver = endpoint({
  method: 'POST',
  path: `${OWN}/hand-overs/:handOverId/confirmation`,
  body: z.strictObject({ of: z.enum(['out', 'back']) }),
  answer: OwnRequest,
});
export const settleOwnAdvance = endpoint({
  method: 'POST',
  path: `${OWN}/advances/:advanceId/settlement`,
  answer: OwnRequest,
});
export const denyOwnMatter = endpoint({
  method: 'POST',
  path: `${OWN}/denied`,
  body: DenyMatter,
  answer: OwnRequest,
});
