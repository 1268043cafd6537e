import * as z from 'zod';
import { RequestId, WhistleId } from '../ids.ts';
import { OFFICES } from '../roles.ts';
import { endpoint } from './endpoint.ts';

/** Departments are called on to answer by a time, and do so by a link of their own. */

const UnixMs = z.number().int();
/** Read by whoever the link is sent to: nothing about a person belongs in it. */
export const WhistleText = z.string().trim().min(1).max(500);
export const WhistleNote = z.string().trim().min(1).max(500);
/** The number of a case at the city's hotline, as it stands on its sheet. */
export const HotlineNumber = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{4,30}$/);
export const MOST_DEPARTMENTS = 10;
/** A month. */
const MOST_HOURS = 720;
/** How long after its time a link can still be opened. */
export const LINK_OPENS_FOR_DAYS = 7;

/** Which whistle and which department, and the proof that it was given: `1.….0.…`. */
export const WhistleLink = z
  .string()
  .regex(/^[1-9][0-9]{0,4}\.[0-9a-hjkmnp-tv-z]{16}\.[0-9]\.[A-Za-z0-9_-]{22}$/);
export type WhistleLink = z.infer<typeof WhistleLink>;

/** Silent: its time has passed without a word. It can still answer. */
export const CALLED_STATES = ['called', 'coming', 'arrived', 'not_ours', 'silent'] as const;
export type CalledState = (typeof CALLED_STATES)[number];

/** A department as everybody who was called sees it. */
export const CalledDepartment = z.object({
  name: z.string(),
  by: UnixMs,
  state: z.enum(CALLED_STATES),
  answeredAt: UnixMs.optional(),
  /** When it will come. */
  comesAt: UnixMs.optional(),
  note: z.string().optional(),
  /** It did not come at that time, and was asked again then. */
  askedAgainAt: UnixMs.optional(),
});
export type CalledDepartment = z.infer<typeof CalledDepartment>;

/** Nobody is waited for any more. */
const TakenBack = z.object({
  at: UnixMs,
  reason: z.string(),
  by: z.object({ office: z.enum(OFFICES), maskedName: z.string() }),
});

const Shown = z.object({
  asked: z.string(),
  at: UnixMs,
  hotlineNumber: z.string().optional(),
  takenBack: TakenBack.optional(),
});

export const Whistle = Shown.extend({
  whistleId: WhistleId,
  requestId: RequestId,
  by: z.object({ office: z.enum(OFFICES), maskedName: z.string() }),
  departments: z.array(
    CalledDepartment.extend({
      /** For whoever may blow it: to be copied and sent. Good until `opensUntil`. */
      link: WhistleLink.optional(),
      opensUntil: UnixMs,
    }),
  ),
});
export type Whistle = z.infer<typeof Whistle>;

export const BlowWhistle = z.strictObject({
  /** Named by the page, so that what is sent twice is one. */
  key: z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/),
  asked: WhistleText,
  departments: z
    .array(
      z.strictObject({
        name: z.string().trim().min(2).max(20),
        /** By the clock, night or not. */
        hours: z.number().int().min(1).max(MOST_HOURS),
      }),
    )
    .min(1)
    .max(MOST_DEPARTMENTS)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'one named twice'),
  hotlineNumber: HotlineNumber.optional(),
});
export type BlowWhistle = z.infer<typeof BlowWhistle>;
export const blowWhistle = endpoint({
  method: 'POST',
  path: '/api/v1/manager/requests/:requestId/whistles',
  body: BlowWhistle,
  answer: Whistle,
});
export const listWhistles = endpoint({
  method: 'GET',
  path: '/api/v1/manager/requests/:requestId/whistles',
  answer: z.object({ whistles: z.array(Whistle) }),
  reads: { record: 'requests', purpose: 'service_desk' },
});

export const takeBackWhistle = endpoint({
  method: 'POST',
  path: '/api/v1/manager/whistles/:whistleId/taking-back',
  /** Read by whoever has a link, as what was asked is. */
  body: z.strictObject({ reason: WhistleText }),
  answer: Whistle,
});

/** What whoever holds a link sees: what is asked, and how far everybody is. */
export const WhistleCall = Shown.extend({
  /** 锦苑小区 3幢 */
  place: z.string(),
  departments: z.array(CalledDepartment),
  /** Which of them the link was made for. */
  own: z.number().int(),
  opensUntil: UnixMs,
});
export type WhistleCall = z.infer<typeof WhistleCall>;
/** The link is in the body, so that it stands in no list of addresses. */
export const readWhistleCall = endpoint({
  method: 'POST',
  path: '/api/v1/resident/whistle-calls',
  body: z.strictObject({ link: WhistleLink }),
  answer: WhistleCall,
});
export const WhistleAnswer = z.discriminatedUnion('says', [
  z.strictObject({ says: z.literal('arrived'), note: WhistleNote.optional() }),
  z.strictObject({ says: z.literal('coming'), at: UnixMs, note: WhistleNote.optional() }),
  z.strictObject({ says: z.literal('not_ours'), note: WhistleNote }),
]);
export type WhistleAnswer = z.infer<typeof WhistleAnswer>;
export const answerWhistle = endpoint({
  method: 'POST',
  path: '/api/v1/resident/whistle-answers',
  body: z.strictObject({ link: WhistleLink, answer: WhistleAnswer }),
  answer: WhistleCall,
});
