import * as z from 'zod';
import { AuditFacts } from '../platform/audit.ts';

const Count = z.number().int().min(0);
const UnixMs = z.number().int();

/** What a source sent at once, and how far it is worked off. */
export const FeedPart = z.object({
  revision: z.number().int(),
  /** Names the chunks: of two contents under one revision, the first one that was kept counts. */
  content: z.string(),
  receivedAt: UnixMs,
  results: Count,
  chunks: Count,
  /** Chunks that are worked off; from the beginning again once the batch is withdrawn. */
  done: Count,
  /** Results that became evidence, that name nobody, and that a full record did not take. */
  applied: Count,
  unknown: Count,
  refused: Count,
});
export type FeedPart = z.infer<typeof FeedPart>;

/** One batch of a source, in all its revisions. */
export const StoredBatch = z.object({
  iss: z.string(),
  batch: z.string(),
  parts: z.array(FeedPart).max(50),
  /** Its source took back all of it, whatever comes or came of it. */
  withdrawnAt: UnixMs.optional(),
  /** One run at a time. */
  held: z.object({ by: z.string(), until: UnixMs }).optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredBatch = z.infer<typeof StoredBatch>;

/** What is next to be done of a batch; undefined where all of it is. */
export const nextPart = ({ parts }: StoredBatch): FeedPart | undefined =>
  parts.find(({ done, chunks }) => done < chunks);

export const blankBatch = (
  { iss, batch }: Pick<StoredBatch, 'iss' | 'batch'>,
  audit: StoredBatch['audit'],
): StoredBatch => ({ iss, batch, parts: [], version: 0, audit });
