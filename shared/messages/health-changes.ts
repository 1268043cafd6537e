import * as z from 'zod';
import { CHANGE_REASON_NAMES, CHANGE_STATES, MOST_PEOPLE } from '../emergency/change-lifecycle.ts';
import { StatusName } from '../emergency/status-name.ts';
import { BuildingId, HealthChangeId, HouseId, ResidentId } from '../ids.ts';
import { OFFICES } from '../roles.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int();
const Words = z.object({ zh: z.string(), en: z.string() });
const Finding = z.string().regex(/^[a-z][a-z0-9_]{0,23}$/);
const Office = z.enum(OFFICES);
/** Which office answers for a change; `self` where the person said it, `clock` where time brought it. */
const OfChange = z.union([Office, z.enum(['self', 'feed', 'clock'])]);

/** Evidence in words: what it means, by whom it came, and since when. */
const Because = z.object({
  words: Words.optional(),
  by: z.enum(['feed', 'registration', 'two_offices', 'clock']),
  at: UnixMs,
});
const Answered = z.object({
  at: UnixMs,
  office: Office,
  outcome: z.enum(['upheld', 'taken_back']),
  note: z.string(),
});

/** One change of a status as the person sees it, from its evidence to its end. */
const OwnHealthChange = z.object({
  changeId: HealthChangeId,
  at: UnixMs,
  from: Words,
  to: Words,
  office: OfChange,
  because: z.array(Because),
  toldAt: UnixMs.optional(),
  mayAppeal: z.boolean(),
  appeal: z
    .object({ at: UnixMs, text: z.string(), answerBy: UnixMs, answered: Answered.optional() })
    .optional(),
  /** It was taken back, by an answer or because none came. */
  takenBackAt: UnixMs.optional(),
});

/** A person's own status while an emergency lasts. */
export const OwnHealth = z.object({
  event: z.string(),
  documentNumber: z.string(),
  authority: z.string(),
  /** Of the emergency, exclusive. */
  until: UnixMs,
  /** By what an auditor finds it, who learns nobody's name by it; absent where nothing is known. */
  statusName: StatusName.optional(),
  status: z.object({
    value: z.string(),
    words: Words,
    severity: z.number().int(),
    /** Whether the gate asks for the community worker. Going home is open to everybody. */
    asks: z.boolean(),
    since: UnixMs,
    until: UnixMs.optional(),
    because: z.array(Because),
  }),
  /** Newest first. */
  changes: z.array(OwnHealthChange),
});
export type OwnHealth = z.infer<typeof OwnHealth>;

export const readOwnHealth = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/health-status',
  answer: OwnHealth,
});
/** Once a change; the same again changes nothing. */
export const appealOwnChange = endpoint({
  method: 'PUT',
  path: '/api/v1/resident/residents/:residentId/health-appeals/:changeId',
  body: z.strictObject({ text: z.string().trim().max(1_000).default('') }),
  answer: OwnHealth,
});

/** What one office asks another to decide. */
export const ProposeChangeRequest = z.strictObject({
  residents: z.array(ResidentId).min(1).max(MOST_PEOPLE),
  /** Taken from an uploaded list, and not chosen one by one. */
  fromList: z.boolean(),
  finding: Finding,
  reason: z.enum(CHANGE_REASON_NAMES),
  /** The number of the document or the test. */
  reference: z.string().trim().min(4).max(80),
  expiresAt: UnixMs,
});
export type ProposeChangeRequest = z.infer<typeof ProposeChangeRequest>;

const Part = z.object({ office: Office, at: UnixMs, own: z.boolean() });
/** A proposal as staff see it. */
export const ShownProposal = z.object({
  proposalId: HealthChangeId,
  state: z.enum(CHANGE_STATES),
  people: z.array(
    z.object({ residentId: ResidentId, maskedName: z.string(), buildingId: BuildingId }),
  ),
  fromList: z.boolean(),
  finding: Finding,
  words: Words.optional(),
  reason: z.enum(CHANGE_REASON_NAMES),
  reference: z.string(),
  expiresAt: UnixMs,
  proposed: Part,
  decided: Part.optional(),
  approved: Part.extend({ because: z.string() }).optional(),
  stopped: z
    .object({
      why: z.enum(['too_many', 'cohort']),
      shared: z.enum(['list', 'owner', 'petition']).optional(),
    })
    .optional(),
  /** For how many nothing could be written down. */
  left: z.number().int().min(0),
});
export type ShownProposal = z.infer<typeof ShownProposal>;
/** What can be proposed by the rules that are in force. */
const Proposable = z.object({
  reason: z.enum(CHANGE_REASON_NAMES),
  finding: Finding,
  words: Words,
});

const reads = { record: 'health', purpose: 'emergency' } as const;
export const listChanges = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/health-changes',
  reads,
  answer: z.object({
    /** That it is a drill, of people who are there for it alone. */
    drill: z.literal(true).optional(),
    proposals: z.array(ShownProposal),
    findings: z.array(Proposable),
  }),
});
export const proposeChange = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/health-changes',
  body: ProposeChangeRequest,
  answer: z.object({ proposalId: HealthChangeId }),
});
const Decided = z.object({ state: z.enum(CHANGE_STATES), stopped: ShownProposal.shape.stopped });
export const decideChange = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/health-changes/:changeId/decision',
  body: z.strictObject({ outcome: z.enum(['pass', 'refuse']) }),
  answer: Decided,
});
export const approveChange = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/health-changes/:changeId/approval',
  body: z.strictObject({
    outcome: z.enum(['pass', 'refuse']),
    because: z.string().trim().min(4).max(500),
  }),
  answer: Decided,
});

/** What a caller, or whoever answers an appeal, has to know. */
const AboutChange = z.object({
  changeId: HealthChangeId,
  residentId: ResidentId,
  maskedName: z.string(),
  houseId: HouseId.optional(),
  buildingId: BuildingId,
  to: Words,
  office: OfChange,
  because: z.array(Because),
  at: UnixMs,
});
export const ShownCall = AboutChange.extend({ tellBy: UnixMs, tries: z.number().int().min(0) });
export type ShownCall = z.infer<typeof ShownCall>;
export const listHealthCalls = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/health-calls',
  reads,
  answer: z.object({ calls: z.array(ShownCall) }),
});
export const recordHealthCall = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/health-calls/:changeId',
  body: z.strictObject({
    outcome: z.enum(['told', 'not_reached']),
    /** What they said, where they say that it is wrong. */
    appeal: z.string().trim().max(1_000).optional(),
  }),
});

export const ShownAppeal = AboutChange.extend({
  text: z.string(),
  appealedAt: UnixMs,
  answerBy: UnixMs,
});
export type ShownAppeal = z.infer<typeof ShownAppeal>;
export const listHealthAppeals = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/health-appeals',
  reads,
  answer: z.object({ appeals: z.array(ShownAppeal) }),
});
export const answerHealthAppeal = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/health-appeals/:changeId/answer',
  body: z.strictObject({
    outcome: z.enum(['upheld', 'taken_back']),
    note: z.string().trim().min(4).max(500),
  }),
});
