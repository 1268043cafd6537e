import * as z from 'zod';
import { Day } from './day.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int();
/** SHA-256, hex: what an auditor takes home, to be held against the chain later. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const LinkNumber = z.number().int().min(1);

export const CHAIN_BREAKS = ['number', 'previous', 'fact', 'facts_missing'] as const;
export const RECORD_FINDINGS = ['changed', 'gone', 'unsealed'] as const;
export const FACT_KINDS = ['change', 'read', 'unexplained'] as const;
const READS = { record: 'audit_log', purpose: 'audit' } as const;

/** Where to go on: the first link that is not verified yet. */
export const VerifyAuditRequest = z.strictObject({ from: LinkNumber.optional() });
export const AuditVerification = z.object({
  /** Links and facts that hold, of this stretch. */
  links: z.number().int(),
  facts: z.number().int(),
  /** Links whose facts were destroyed at their term. */
  withoutFacts: z.number().int(),
  /** Changes that nobody explained. */
  unexplained: z.number().int(),
  /** The last link that holds. */
  last: z.object({ number: LinkNumber, hash: Hash, sealedAt: UnixMs }).optional(),
  broken: z.object({ number: LinkNumber, why: z.enum(CHAIN_BREAKS) }).optional(),
  /** Records of this stretch's time that are not what was sealed, by their pseudonyms. */
  findings: z.array(z.object({ record: z.string(), why: z.enum(RECORD_FINDINGS) })),
  /** Records of this stretch's time that were compared with what was sealed of them. */
  records: z.number().int().optional(),
  /** Absent at the end of the chain. */
  next: LinkNumber.optional(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
export const verifyAudit = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/audit-verifications',
  reads: READS,
  body: VerifyAuditRequest,
  answer: AuditVerification,
});

export const FACTS_PER_PAGE = 100;
export const ListAuditFactsRequest = z.strictObject({
  /** The day in Shanghai on which they were sealed. */
  day: Day,
  kind: z.enum(FACT_KINDS).optional(),
  /** How many to leave out. */
  from: z.number().int().min(0).max(1_000_000).optional(),
});
/** Who did or read what, for whom and for what: pseudonyms alone. */
export const AuditFact = z.object({
  kind: z.enum(FACT_KINDS),
  at: UnixMs,
  action: z.string(),
  by: z.string(),
  office: z.string(),
  purpose: z.string(),
  /** The kind of the record and the ids in its key. */
  record: z.string(),
  version: z.number().int(),
  /** Of a read: whose, or how many. */
  subject: z.string().optional(),
});
export type AuditFact = z.infer<typeof AuditFact>;
export const AuditDay = z.object({
  facts: z.array(AuditFact),
  total: z.number().int(),
  /** The day's last link; absent where nothing was sealed. */
  root: z.object({ number: LinkNumber, hash: Hash }).optional(),
  next: z.number().int().optional(),
});
export type AuditDay = z.infer<typeof AuditDay>;
export const listAuditFacts = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/audit-facts',
  reads: READS,
  body: ListAuditFactsRequest,
  answer: AuditDay,
});
