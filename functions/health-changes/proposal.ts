import * as z from 'zod';
import { CHANGE_REASON_NAMES, CHANGE_STATES } from '../../shared/emergency/change-lifecycle.ts';
import { EVIDENCE_KINDS } from '../../shared/emergency/status-rules.ts';
import {
  AccountId,
  BuildingId,
  CompoundId,
  EmergencyId,
  HealthChangeId,
  ResidentId,
} from '../../shared/ids.ts';
import { ROLES } from '../../shared/roles.ts';
import { Decision } from '../emergencies/index.ts';
import type { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();
/** As they are written; what is read of them is not used but for writing them again. */
const Facts = z.custom<AuditFacts>((facts) => typeof facts === 'object' && facts !== null);

/** Who had a part in it: two roles of one phone are one person. */
export const Part = Decision.extend({ account: AccountId, role: z.enum(ROLES).optional() });
export type Part = z.infer<typeof Part>;

/** A change of statuses that somebody proposes, sealed like everything about people. */
export const Proposal = z.object({
  proposalId: HealthChangeId,
  emergencyId: EmergencyId,
  compoundId: CompoundId,
  people: z.array(z.object({ residentId: ResidentId, buildingId: BuildingId })).min(1),
  /** Taken from a list that somebody uploaded, and not chosen one by one. */
  fromList: z.boolean(),
  kind: z.enum(EVIDENCE_KINDS),
  finding: z.string(),
  reason: z.enum(CHANGE_REASON_NAMES),
  /** The number of the document or the test on which it rests. */
  reference: z.string(),
  expiresAt: UnixMs,
  state: z.enum(CHANGE_STATES),
  proposed: Part,
  decided: Part.optional(),
  /** Why it waits for a third office. */
  stopped: z
    .object({
      why: z.enum(['too_many', 'cohort']),
      shared: z.enum(['list', 'owner', 'petition']).optional(),
    })
    .optional(),
  approved: Part.extend({ because: z.string() }).optional(),
  /** From when on it is evidence. */
  passedAt: UnixMs.optional(),
  /** For whom nothing could be written down any more. */
  left: z.array(ResidentId).optional(),
  version: z.number().int(),
  audit: Facts,
});
export type Proposal = z.infer<typeof Proposal>;

/** Somebody without a phone is to be told of a change. */
export const HealthCall = z.object({
  changeId: HealthChangeId,
  residentId: ResidentId,
  buildingId: BuildingId,
  /** Of the change. */
  at: UnixMs,
  /** How often nobody was reached. */
  tries: z.number().int(),
  done: z.boolean(),
  version: z.number().int(),
  audit: Facts,
});
export type HealthCall = z.infer<typeof HealthCall>;

/** Where an appeal is to be found; what it says stands in the record. */
export const AppealEntry = z.object({
  changeId: HealthChangeId,
  residentId: ResidentId,
  at: UnixMs,
});
export type AppealEntry = z.infer<typeof AppealEntry>;
