import * as z from 'zod';
import { Evidence, EvidenceId } from '../../shared/emergency/evidence.ts';
import {
  BuildingId,
  CompoundId,
  EmergencyId,
  HealthChangeId,
  ResidentId,
} from '../../shared/ids.ts';
import { OFFICES } from '../../shared/roles.ts';
import { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();

/** What is asked about a change, once, and what came of it. */
export const Appeal = z.object({
  at: UnixMs,
  /** `page`, or `call` where somebody without a phone said it while being told. */
  by: z.enum(['page', 'call']),
  text: z.string().max(1_000),
  /** Unanswered by then, the change goes back by itself. */
  answerBy: UnixMs,
  answered: z
    .object({
      at: UnixMs,
      office: z.enum(OFFICES),
      outcome: z.enum(['upheld', 'taken_back']),
      note: z.string().max(500),
    })
    .optional(),
});
export type Appeal = z.infer<typeof Appeal>;

/** That the status became another. */
export const StatusChange = z.object({
  changeId: HealthChangeId,
  at: UnixMs,
  from: z.string(),
  to: z.string(),
  because: z.array(EvidenceId),
  /** Which office answers for it; `self` where the person said it, `clock` where time brought it about. */
  office: z.union([z.enum(OFFICES), z.enum(['self', 'feed', 'clock'])]),
  /** Where the person must be told, and nobody has, the change goes back by itself then. */
  tellBy: UnixMs.optional(),
  told: z.object({ at: UnixMs, by: z.enum(['phone', 'call']) }).optional(),
  appeal: Appeal.optional(),
  takenBackAt: UnixMs.optional(),
});
export type StatusChange = z.infer<typeof StatusChange>;

/** All that an emergency knows about somebody: one item, sealed under its data key. */
export const HealthRecord = z.object({
  emergencyId: EmergencyId,
  compoundId: CompoundId,
  residentId: ResidentId,
  buildingId: BuildingId,
  evidence: z.array(Evidence).max(200),
  status: z.object({
    value: z.string(),
    severity: z.number().int(),
    asks: z.boolean(),
    because: z.array(EvidenceId),
    since: UnixMs,
    until: UnixMs.optional(),
    ruleVersion: z.number().int(),
  }),
  changes: z.array(StatusChange).max(200),
  /** When the clock has something to do with it: the status ends, nobody was told, no answer came. */
  nextDue: UnixMs.optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type HealthRecord = z.infer<typeof HealthRecord>;
