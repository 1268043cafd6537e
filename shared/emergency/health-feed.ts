import * as z from 'zod';
import { RegistrationCode } from './registration-code.ts';

/** The most that one batch brings. */
export const MOST_RESULTS = 12_000;
const UnixMs = z.number().int();
const Revision = z.number().int().min(1).max(1_000);
/** Who sends, by its name in the declaration, and which of its batches it is. */
const Batch = { iss: z.string().min(1).max(40), batch: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/) };

/** One thing that a source knows of somebody, named by their registration code and by nothing else. */
export const FeedResult = z.strictObject({
  evidenceId: z.string().min(1).max(64),
  /** The highest counts, in whatever order they come. */
  revision: Revision,
  code: RegistrationCode,
  kind: z.enum(['test_result', 'isolation_order', 'exposure']),
  finding: z.string().regex(/^[a-z][a-z0-9_]{0,23}$/),
  observedAt: UnixMs,
  expiresAt: UnixMs,
  withdrawn: z.literal(true).optional(),
});
export type FeedResult = z.infer<typeof FeedResult>;

/** What a signed batch says: its results, or that all of it was wrong. */
export const FeedBatch = z.union([
  z.strictObject({
    ...Batch,
    revision: Revision,
    results: z.array(FeedResult).min(1).max(MOST_RESULTS),
  }),
  z.strictObject({ ...Batch, withdrawn: z.literal(true) }),
]);
export type FeedBatch = z.infer<typeof FeedBatch>;
