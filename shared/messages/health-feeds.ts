import * as z from 'zod';
import { SHARED_KINDS } from '../emergency/feed-tripwire.ts';
import { endpoint } from './endpoint.ts';

/** What a source sent and nothing acts of, before an office that had no part in it has decided. */
const Count = z.number().int().min(0);
const Revision = z.number().int().min(1).max(1_000);

const StoppedFeedBatch = z.object({
  /** Who sent it, by its name in the declaration. */
  iss: z.string(),
  batch: z.string(),
  revision: Revision,
  /** When it was stopped, unix milliseconds. */
  at: z.number().int(),
  results: Count,
  /** Of so many people it says something severe; so many of them share what no illness explains. */
  people: Count,
  shared: Count,
  kind: z.enum(SHARED_KINDS),
  /** Whether the office of whoever asks had no part in declaring or confirming. */
  mayDecide: z.boolean(),
});
export type StoppedFeedBatch = z.infer<typeof StoppedFeedBatch>;

export const listStoppedFeeds = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/health-feed-stops',
  answer: z.object({ batches: z.array(StoppedFeedBatch) }),
});

const DecideFeed = z.strictObject({
  iss: z.string().min(1).max(40),
  batch: z.string().min(1).max(64),
  revision: Revision,
  /** Withdrawn, all of the batch is taken back, also what came of it before. */
  outcome: z.enum(['release', 'withdraw']),
  because: z.string().trim().min(4).max(500),
});
export type DecideFeed = z.infer<typeof DecideFeed>;
const DecidedFeed = DecideFeed.pick({ outcome: true });
export type DecidedFeed = z.infer<typeof DecidedFeed>;
export const decideStoppedFeed = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/health-feed-decisions',
  body: DecideFeed,
  answer: DecidedFeed,
});
