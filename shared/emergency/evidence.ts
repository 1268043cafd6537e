import * as z from 'zod';
import { EVIDENCE_KINDS } from './status-rules.ts';

const UnixMs = z.number().int();

/** Named by its source; the same name again is the same evidence, in another revision. */
export const EvidenceId = z.string().regex(/^[A-Za-z0-9_.-]{8,64}$/);
export type EvidenceId = z.infer<typeof EvidenceId>;

/** Who says it. A scan is no source, and cannot become one. */
export const EvidenceSource = z.discriminatedUnion('by', [
  /** A signed feed, by its name in the declaration. */
  z.strictObject({ by: z.literal('feed'), feed: z.string().max(40), batch: z.string().max(64) }),
  z.strictObject({ by: z.literal('registration') }),
  /** Two people of two offices. */
  z.strictObject({ by: z.literal('two_offices'), change: z.string().max(64) }),
  /** A change that nobody answered for in time goes back by itself. */
  z.strictObject({ by: z.literal('clock') }),
]);

/** One thing that is known about somebody's health, from whom, since when and for how long. */
export const Evidence = z.strictObject({
  evidenceId: EvidenceId,
  /** The highest counts, in whatever order they come. */
  revision: z.number().int().min(1).max(1_000),
  kind: z.enum(EVIDENCE_KINDS),
  finding: z.string().max(24),
  source: EvidenceSource,
  /** When it was observed, and when it stops to count at the latest. */
  observedAt: UnixMs,
  expiresAt: UnixMs,
  /** When it came. */
  receivedAt: UnixMs,
  /** Its source took it back: it counts no more. */
  withdrawn: z.boolean().optional(),
  /** Of a correction: the evidence that counts no more. */
  cancels: z.array(EvidenceId).max(100).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What follows from the evidence at a moment, by one version of the rules. */
export type HealthStatus = {
  readonly value: string;
  readonly severity: number;
  readonly asks: boolean;
  /** The evidence that makes it so; none for the usual value. */
  readonly because: readonly EvidenceId[];
  /** Until when, if nothing else comes; absent for the usual value. Unix milliseconds. */
  readonly until?: number;
  readonly ruleVersion: number;
};
