import * as z from 'zod';
import {
  ESCALATION_LEVELS,
  REQUEST_STATES,
  REQUEST_STEP_NAMES,
} from '../../shared/desk/request-lifecycle.ts';
import { DISPATCHES, RequestType } from '../../shared/desk/request-types.ts';
import {
  AccountId,
  BuildingId,
  GridId,
  HouseId,
  PhotoId,
  RequestId,
  ResidentId,
  StaffId,
  TeamId,
} from '../../shared/ids.ts';
import { Advance, HandOver, Rating } from '../../shared/messages/matter.ts';
import { OFFICES } from '../../shared/roles.ts';
import type { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();

/** As they are written; what is read of them is not used. */
const Facts = z.custom<AuditFacts>((facts) => typeof facts === 'object' && facts !== null);

/** Somebody of staff as others see them: for whom they act, and their masked name. */
const Named = { staffId: StaffId, office: z.enum(OFFICES), maskedName: z.string() };

/** Who has it. */
export const Holder = z.object({
  ...Named,
  /** When the role ends by which they have it: the clock takes it back then. */
  until: UnixMs.optional(),
});
export type Holder = z.infer<typeof Holder>;

/** Who did a step. */
export const StepActor = z.discriminatedUnion('as', [
  z.object({ as: z.literal('requester'), accountId: AccountId }),
  z.object({ as: z.literal('worker'), ...Named }),
  z.object({ as: z.literal('desk'), ...Named }),
  z.object({ as: z.literal('clock') }),
]);
export type StepActor = z.infer<typeof StepActor>;
export const StoredStep = z.object({
  step: z.enum(['submit', ...REQUEST_STEP_NAMES]),
  at: UnixMs,
  by: StepActor,
  /** What a page that was offline called it: the same again changes nothing. */
  key: z.string().optional(),
  note: z.string().optional(),
  photos: z.array(PhotoId).optional(),
  until: UnixMs.optional(),
  /** To whom it went, for assign and transfer. */
  to: StaffId.optional(),
  /** Who was told that it is late. */
  level: z.enum(ESCALATION_LEVELS).optional(),
});
export type StoredStep = z.infer<typeof StoredStep>;

/** What the clock does with it next, and when. */
export const NextDue = z.object({
  at: UnixMs,
  do: z.enum(['remind', 'escalate', 'resume', 'close', 'return']),
  /** Of an escalation: the lowest level that has not been told, or passed for want of anybody. */
  level: z.enum(ESCALATION_LEVELS).optional(),
});
export type NextDue = z.infer<typeof NextDue>;

/**
 * All of a request in one item, so that every step of it is one conditional write: who, when and
 * what stand in `steps`, oldest first.
 */
export const StoredRequest = z.object({
  requestId: RequestId,
  typeId: RequestType.shape.typeId,
  typeName: z.string(),
  sensitive: z.boolean(),
  /** As the type said when it was asked. */
  deadline: RequestType.shape.deadline,
  dispatch: z.enum(DISPATCHES),
  state: z.enum(REQUEST_STATES),
  /** For whom; absent for what is everybody's. */
  residentId: ResidentId.optional(),
  maskedName: z.string().optional(),
  /** Who asked, by their own phone or through staff. */
  askedBy: z.discriminatedUnion('by', [
    z.object({ by: z.literal('account'), accountId: AccountId }),
    z.object({
      by: z.literal('staff'),
      staffId: StaffId,
      heardBy: z.enum(['phone', 'visit', 'hotline']),
    }),
  ]),
  houseId: HouseId.optional(),
  buildingId: BuildingId.optional(),
  gridId: GridId.optional(),
  /** 3幢 */
  building: z.string(),
  /** 3幢2单元501 */
  houseLabel: z.string().optional(),
  text: z.string().optional(),
  details: z.record(z.string(), z.string()),
  photos: z.array(PhotoId),
  at: UnixMs,
  dueAt: UnixMs,
  /** How much of its time was left when it was paused, in milliseconds. */
  pausedWithMs: z.number().int().optional(),
  pausedUntil: UnixMs.optional(),
  doneAt: UnixMs.optional(),
  closedAt: UnixMs.optional(),
  assignee: StaffId.optional(),
  assigneeMaskedName: z.string().optional(),
  assigneeOffice: z.enum(OFFICES).optional(),
  /** When the role ends by which they have it: the clock takes it back then. */
  assigneeUntil: UnixMs.optional(),
  teamId: TeamId.optional(),
  steps: z.array(StoredStep),
  handOvers: z.array(HandOver),
  advances: z.array(Advance),
  rating: Rating.optional(),
  reopened: z.boolean(),
  /** Its words were destroyed with it. */
  redactedAt: UnixMs.optional(),
  hotlineNumber: z.string().optional(),
  nextDue: NextDue.optional(),
  version: z.number().int(),
  audit: Facts,
});
export type StoredRequest = z.infer<typeof StoredRequest>;
