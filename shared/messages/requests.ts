import * as z from 'zod';
import {
  ESCALATION_LEVELS,
  REQUEST_STATES,
  REQUEST_STEP_NAMES,
} from '../desk/request-lifecycle.ts';
import { RequestType } from '../desk/request-types.ts';
import { HouseId, PhotoId, RequestId, ResidentId, StaffId, TeamId } from '../ids.ts';
import { OFFICES } from '../roles.ts';
import { BoardCursor } from './board-cursor.ts';
import { endpoint } from './endpoint.ts';
import { Advance, HandOver, Rating } from './matter.ts';
import { RequestPlace } from './request-place.ts';
import { HotlineNumber } from './whistles.ts';

/** The service desk, as residents and those who work for them see it. */

const UnixMs = z.number().int();
/** What somebody writes: longer than anybody needs, shorter than anybody minds. */
export const RequestText = z.string().trim().min(1).max(1_000);
export const StepNote = z.string().trim().min(1).max(500);
const TypeId = RequestType.shape.typeId;
/** Answers to the fields of a type, by the field's name. */
const Details = z
  .record(z.string().max(24), z.string().trim().max(200))
  .refine((given) => Object.keys(given).length <= 6, 'more answers than a type asks for');
/** Named by the page, so that what is sent twice is one request. */
const SubmissionKey = z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/);
export const MOST_PHOTOS = 6;
const Photos = z.array(PhotoId).max(MOST_PHOTOS);

/** Who did a step, as everybody who may see it sees it: an office and a masked name, or nobody. */
const StepActor = z.object({
  as: z.enum(['requester', 'worker', 'desk', 'clock']),
  office: z.enum(OFFICES).optional(),
  maskedName: z.string().optional(),
});
export const TimelineStep = z.object({
  step: z.enum(['submit', ...REQUEST_STEP_NAMES]),
  at: UnixMs,
  by: StepActor,
  note: z.string().optional(),
  photos: z.array(PhotoId).optional(),
  /** Until when it is paused. */
  until: UnixMs.optional(),
  /** Who was told that it is late. */
  level: z.enum(ESCALATION_LEVELS).optional(),
});
export type TimelineStep = z.infer<typeof TimelineStep>;

const Shown = z.object({
  requestId: RequestId,
  typeId: TypeId,
  typeName: z.string(),
  state: z.enum(REQUEST_STATES),
  at: UnixMs,
  dueAt: UnixMs,
  version: z.number().int(),
});

/** As whoever asked follows it. */
export const OwnRequest = Shown.extend({
  residentId: ResidentId,
  /** For whom, where it is for somebody else. */
  forMaskedName: z.string().optional(),
  text: z.string().optional(),
  details: Details,
  photos: z.array(PhotoId),
  steps: z.array(TimelineStep),
  handOvers: z.array(HandOver),
  advances: z.array(Advance),
  rating: Rating.optional(),
  /** Its words were destroyed when it was closed. */
  redacted: z.boolean(),
  canReopen: z.boolean(),
});
export type OwnRequest = z.infer<typeof OwnRequest>;

export const readOfferedTypes = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/request-types',
  answer: z.object({ types: z.array(RequestType) }),
});
export const SubmitRequest = z.strictObject({
  key: SubmissionKey,
  typeId: TypeId,
  text: RequestText,
  details: Details,
  photos: Photos,
});
export type SubmitRequest = z.infer<typeof SubmitRequest>;
/** For oneself, or for somebody whose proxy one is. */
export const submitRequest = endpoint({
  method: 'POST',
  path: '/api/v1/resident/residents/:residentId/requests',
  body: SubmitRequest,
  answer: OwnRequest,
});
export const listOwnRequests = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/requests',
  answer: z.object({ requests: z.array(OwnRequest) }),
});
export const readOwnRequest = endpoint({
  method: 'GET',
  path: '/api/v1/resident/requests/:requestId',
  answer: OwnRequest,
});
/** The step's key makes one of it, however often an offline page sends it. */
const StepKey = z.string().regex(/^[0-9a-hjkmnp-tv-z]{16}$/);
/** An earlier page names none. */
const keyed = { key: StepKey.optional() };
/** A step by whoever asked: the table says which they may. */
export const OwnStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('note'), ...keyed, note: StepNote, photos: Photos.optional() }),
  z.strictObject({ step: z.literal('cancel'), ...keyed, note: StepNote.optional() }),
  z.strictObject({ step: z.literal('reopen'), ...keyed, note: StepNote }),
  z.strictObject({
    step: z.literal('rate'),
    ...keyed,
    service: Rating.shape.service,
    note: StepNote.optional(),
  }),
]);
export type OwnStep = z.infer<typeof OwnStep>;
export const stepOwnRequest = endpoint({
  method: 'POST',
  path: '/api/v1/resident/requests/:requestId/steps',
  body: OwnStep,
  answer: OwnRequest,
});

/** One line of a list. Of a sensitive one neither house nor words. */
export const RequestRow = Shown.extend({
  sensitive: z.boolean(),
  ...RequestPlace.shape,
  assignee: StaffId.optional(),
  assigneeMaskedName: z.string().optional(),
  assigneeOffice: z.enum(OFFICES).optional(),
  teamId: TeamId.optional(),
  pausedUntil: UnixMs.optional(),
  openHandOvers: z.number().int(),
  /** Of how much whoever asked says that it was not given, is not back or not settled. */
  denied: z.number().int().optional(),
});
export type RequestRow = z.infer<typeof RequestRow>;

/** As somebody who may see all of it sees it. */
export const StaffRequest = RequestRow.extend({
  forMaskedName: z.string().optional(),
  residentId: ResidentId.optional(),
  houseId: HouseId.optional(),
  text: z.string().optional(),
  details: Details,
  photos: z.array(PhotoId),
  steps: z.array(TimelineStep),
  handOvers: z.array(HandOver),
  advances: z.array(Advance),
  rating: Rating.optional(),
  redacted: z.boolean(),
  /** What the caller may do next. */
  may: z.array(z.enum(REQUEST_STEP_NAMES)),
  hotlineNumber: z.string().optional(),
});
export type StaffRequest = z.infer<typeof StaffRequest>;

const reads = { record: 'requests', purpose: 'service_desk' } as const;

const BoardPage = z.object({ requests: z.array(RequestRow), next: BoardCursor.optional() });

/** Every request of a compound that is not over, by state, the first due first; one query. */
export const readBoard = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/requests',
  answer: BoardPage,
  reads,
});
/** Those in one state. */
export const readBoardOf = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/requests/in/:requestState',
  answer: BoardPage,
  reads,
});
/** What comes after a page of all of them. */
export const readMoreOfBoard = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/requests/after/:boardCursor',
  answer: BoardPage,
  reads,
});
/** What waits for somebody and the caller is able to do. */
export const readOpenToMe = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/requests/open-to-me',
  answer: z.object({ requests: z.array(RequestRow) }),
  reads,
});
export const readMyTasks = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/requests/mine',
  answer: z.object({ requests: z.array(RequestRow), cap: z.number().int() }),
  reads,
});
export const readRequest = endpoint({
  method: 'GET',
  path: '/api/v1/manager/requests/:requestId',
  answer: StaffRequest,
  reads,
});
/** For somebody without a phone: by name and house, or for a place nobody lives in. */
export const TakeRequest = z.strictObject({
  key: SubmissionKey,
  typeId: TypeId,
  text: RequestText,
  details: Details,
  photos: Photos,
  residentId: ResidentId.optional(),
  /** 3-2-501, where the person is not in the register; a building alone for what is everybody's. */
  building: z.number().int().min(1).max(999).optional(),
  heardBy: z.enum(['phone', 'visit', 'hotline']),
  /** The number of a 12345 case. */
  hotlineNumber: z.string().trim().max(30).optional(),
});
export type TakeRequest = z.infer<typeof TakeRequest>;
export const takeRequest = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/requests',
  body: TakeRequest,
  answer: StaffRequest,
});
/** They have as many tasks as they may, and shall have it all the same. */
const OverCap = z.boolean().optional();
export const StaffStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('claim') }),
  z.strictObject({
    step: z.literal('assign'),
    to: StaffId,
    note: StepNote.optional(),
    overCap: OverCap,
  }),
  z.strictObject({ step: z.literal('transfer'), to: StaffId, note: StepNote, overCap: OverCap }),
  z.strictObject({ step: z.literal('start') }),
  z.strictObject({ step: z.literal('pause'), note: StepNote, until: UnixMs.optional() }),
  z.strictObject({ step: z.literal('resume') }),
  z.strictObject({ step: z.literal('return'), note: StepNote }),
  z.strictObject({
    step: z.literal('finish'),
    note: StepNote.optional(),
    photos: Photos.optional(),
  }),
  z.strictObject({
    step: z.literal('call_back'),
    note: StepNote,
    /** What they said of the service, by phone. */
    service: Rating.shape.service.optional(),
  }),
  z.strictObject({ step: z.literal('close'), note: StepNote.optional() }),
  z.strictObject({ step: z.literal('cancel'), note: StepNote }),
  z.strictObject({ step: z.literal('reopen'), note: StepNote }),
  z.strictObject({ step: z.literal('note'), note: StepNote, photos: Photos.optional() }),
]);
export type StaffStep = z.infer<typeof StaffStep>;
export const claimRequest = endpoint({
  method: 'POST',
  path: '/api/v1/manager/requests/:requestId/claim',
  answer: StaffRequest,
});
export const workOnRequest = endpoint({
  method: 'POST',
  path: '/api/v1/manager/requests/:requestId/work',
  body: z.strictObject({ key: StepKey, what: StaffStep }),
  answer: StaffRequest,
});
export const assignRequest = endpoint({
  method: 'POST',
  path: '/api/v1/manager/requests/:requestId/assignment',
  body: z.strictObject({ to: StaffId, note: StepNote.optional(), overCap: OverCap }),
  answer: StaffRequest,
});
/** Under which number the city's hotline has the same case. */
export const setHotlineNumber = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/requests/:requestId/hotline-number',
  body: z.strictObject({ hotlineNumber: HotlineNumber, version: z.number().int() }),
  answer: StaffRequest,
});
export const closeRequest = endpoint({
  method: 'POST',
  path: '/api/v1/manager/requests/:requestId/closing',
  body: StaffStep,
  answer: StaffRequest,
});
