import * as z from 'zod';
import { SHARED_KINDS } from '../../shared/emergency/feed-tripwire.ts';
import { AccountId, CompoundId, StaffId } from '../../shared/ids.ts';
import { OFFICES } from '../../shared/roles.ts';
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
  /** Nothing of it acts before somebody has looked at what its people have in common. */
  lookedAt: UnixMs.optional(),
});
export type FeedPart = z.infer<typeof FeedPart>;

/** Why nothing of a batch acts until somebody outside has said so. */
export const StoppedFeed = z.object({
  revision: z.number().int(),
  at: UnixMs,
  kind: z.enum(SHARED_KINDS),
  /** So many of the people with severe findings share it, of how many. */
  shared: Count,
  people: Count,
  /** Where they live: who lets it through works in one of these. */
  compounds: z.array(CompoundId),
});
export type StoppedFeed = z.infer<typeof StoppedFeed>;

/** One batch of a source, in all its revisions. */
export const StoredBatch = z.object({
  iss: z.string(),
  batch: z.string(),
  parts: z.array(FeedPart).max(50),
  /** Its source took back all of it, whatever comes or came of it. */
  withdrawnAt: UnixMs.optional(),
  stopped: StoppedFeed.optional(),
  /** What a third office decided about what was stopped, and why. */
  approvals: z
    .array(
      z.object({
        revision: z.number().int(),
        by: StaffId,
        account: AccountId,
        office: z.enum(OFFICES),
        at: UnixMs,
        outcome: z.enum(['release', 'withdraw']),
        because: z.string(),
      }),
    )
    .max(50)
    .optional(),
  /** One run at a time. */
  held: z.object({ by: z.string(), until: UnixMs }).optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredBatch = z.infer<typeof StoredBatch>;

/** What is next to be done of a batch; undefined where all of it is, and while it is stopped. */
export const nextPart = ({ parts, stopped }: StoredBatch): FeedPart | undefined =>
  stopped === undefined ? parts.find(({ done, chunks }) => done < chunks) : undefined;

/** All of it is gone through once more, and taken back: nothing of it is left to be stopped. */
export function withdrawnBatch(
  { stopped: _, ...batch }: StoredBatch,
  audit: StoredBatch['audit'],
  now: number,
): StoredBatch {
  const parts = batch.parts.map((part) => ({
    ...part,
    done: 0,
    applied: 0,
    unknown: 0,
    refused: 0,
  }));
  return { ...batch, parts, withdrawnAt: now, version: batch.version + 1, audit };
}

export const blankBatch = (
  { iss, batch }: Pick<StoredBatch, 'iss' | 'batch'>,
  audit: StoredBatch['audit'],
): StoredBatch => ({ iss, batch, parts: [], version: 0, audit });
