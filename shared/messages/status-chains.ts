import * as z from 'zod';
import { CHANGE_REASON_NAMES, CHANGE_STATES } from '../emergency/change-lifecycle.ts';
import { EMERGENCY_STATES } from '../emergency/emergency-lifecycle.ts';
import { EVIDENCE_KINDS } from '../emergency/status-rules.ts';
import { EmergencyId, HealthChangeId } from '../ids.ts';
import { OFFICES, ROLES } from '../roles.ts';
import { DestructionShown } from './certificates.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int();
const Words = z.object({ zh: z.string(), en: z.string() });
const Office = z.enum(OFFICES);
const Day = z.iso.date();

/** Who had a part in a change, by pseudonym: enough to see that two were two. */
const Part = z.object({
  office: Office,
  /** Absent of parts that were taken before roles were noted. */
  role: z.enum(ROLES).optional(),
  by: z.string(),
  at: UnixMs,
});

/** One piece of evidence: what it is, by whom it came, for how long. Nothing of whom it is about. */
const ChainEvidence = z.object({
  evidenceId: z.string(),
  revision: z.number().int(),
  kind: z.enum(EVIDENCE_KINDS),
  /** The rule that speaks about it, and what the rule says; absent where none does. */
  rule: z.string().optional(),
  words: Words.optional(),
  source: z.object({
    by: z.enum(['feed', 'registration', 'two_offices', 'clock']),
    /** Of a feed: its name and the batch. */
    feed: z.string().optional(),
    batch: z.string().optional(),
    /** Of two offices: what they decided. */
    change: z.string().optional(),
  }),
  observedAt: UnixMs,
  receivedAt: UnixMs,
  expiresAt: UnixMs,
  withdrawn: z.boolean(),
  /** Of a correction: which evidence it takes back. */
  cancels: z.array(z.string()),
  /** Whether the status rests on it now. */
  counts: z.boolean(),
});

const ChainChange = z.object({
  changeId: HealthChangeId,
  at: UnixMs,
  from: Words,
  to: Words,
  office: z.union([Office, z.enum(['self', 'feed', 'clock'])]),
  because: z.array(z.string()),
  tellBy: UnixMs.optional(),
  told: z.object({ at: UnixMs, by: z.enum(['phone', 'call']) }).optional(),
  /** That it was appealed and what came of it; what was written is between the person and the office. */
  appeal: z
    .object({
      at: UnixMs,
      by: z.enum(['page', 'call']),
      answerBy: UnixMs,
      answered: z
        .object({ at: UnixMs, office: Office, outcome: z.enum(['upheld', 'taken_back']) })
        .optional(),
    })
    .optional(),
  takenBackAt: UnixMs.optional(),
});

/** What two offices decided, as far as it is this person's; of how many others it was, only the count. */
const ChainProposal = z.object({
  proposalId: HealthChangeId,
  state: z.enum(CHANGE_STATES),
  reason: z.enum(CHANGE_REASON_NAMES),
  reference: z.string(),
  expiresAt: UnixMs,
  people: z.number().int(),
  proposed: Part,
  decided: Part.optional(),
  stopped: z.enum(['too_many', 'cohort']).optional(),
  approved: Part.extend({ because: z.string() }).optional(),
  /** Whether everybody in it was another person of another office. */
  independent: z.boolean(),
});

/** A fact of the record that is sealed in the compound's chain. */
const ChainFact = z.object({
  at: UnixMs,
  action: z.string(),
  by: z.string(),
  office: z.string(),
  purpose: z.string(),
  version: z.number().int(),
});

/** One status from its evidence to its end. */
export const StatusChain = z.object({
  emergency: z.object({
    emergencyId: EmergencyId,
    event: z.string(),
    documentNumber: z.string(),
    authority: z.string(),
    state: z.enum(EMERGENCY_STATES),
    ruleVersion: z.number().int(),
  }),
  /** Absent once the emergency acts no more: there is nothing left to read. */
  record: z
    .object({
      value: Words,
      since: UnixMs,
      until: UnixMs.optional(),
      version: z.number().int(),
      /** Whether the same follows when all of the evidence is judged again by the rules. */
      replays: z.boolean(),
      evidence: z.array(ChainEvidence),
      changes: z.array(ChainChange),
      proposals: z.array(ChainProposal),
    })
    .optional(),
  facts: z.array(ChainFact),
  /** From which day on there may be more facts. */
  nextDay: Day.optional(),
  destruction: DestructionShown.optional(),
});
export type StatusChain = z.infer<typeof StatusChain>;

/** By the keyed name of the record, which the person reads on their own page or the audit's facts say. */
export const readStatusChain = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/emergencies/:emergencyId/status-chains/:statusName/cases/:caseNumber',
  reads: { record: 'status_chain', purpose: 'audit', subject: ['statusName', 'caseNumber'] },
  body: z.strictObject({ fromDay: Day.optional() }),
  answer: StatusChain,
});
