import type { FeedBatch } from '../../shared/emergency/health-feed.ts';
import type { EmergencyId } from '../../shared/ids.ts';
import type { TakenFeed } from '../../shared/messages/health.ts';
import { type EmergencyStore, type StoredEmergency, streetOf } from '../emergencies/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import { blankBatch, type FeedPart, type StoredBatch, withdrawnBatch } from './feed-batch.ts';
import { type FeedStore, RESULTS_PER_CHUNK } from './feed-store.ts';
import { readFeed } from './read-feed.ts';
import type { OfEmergency } from './registration-store.ts';

export type TakeFeedPorts = {
  readonly emergencies: Pick<EmergencyStore, 'find'>;
  readonly feeds: FeedStore;
  readonly rates: RateLimits;
};
export type TakeFeedInput = {
  readonly emergencyId: EmergencyId;
  /** A compact JWS. */
  readonly jws: string;
  readonly address: string;
  readonly now: number;
};

/** A laboratory sends a batch a few times an hour; whoever only tries is not read at length. */
const FROM_AN_ADDRESS: RateLimit = { kind: 'health-feed', most: 120, windowMs: 10 * 60_000 };
const MOST_TRIES = 5;
/** Corrections of one batch: more than these come under another name. */
const MOST_PARTS = 50;

/** What is open and orders registering, with the key under which it keeps things. */
function opened(
  emergency: StoredEmergency | undefined,
  now: number,
): (StoredEmergency & OfEmergency) | Failure {
  if (emergency === undefined || emergency.state !== 'open' || emergency.until <= now) {
    return fail('no_emergency');
  }
  const { keyHandle } = emergency;
  if (keyHandle === undefined) return fail('no_emergency');
  if (!emergency.measures.includes('registration')) return fail('measure_not_named');
  return { ...emergency, keyHandle };
}

/**
 * Takes what a source sends, whenever and however often it comes: keeps it, and leaves the work to
 * the clock. The same batch in the same revision is taken once.
 */
export async function takeFeed(
  { emergencies, feeds, rates }: TakeFeedPorts,
  { emergencyId, jws, address, now }: TakeFeedInput,
): Promise<TakenFeed | Failure> {
  const taken = await rates.take(FROM_AN_ADDRESS, address, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const emergency = opened(await emergencies.find(emergencyId), now);
  if (isFailure(emergency)) return emergency;
  const read = await readFeed(emergency.feeds, jws);
  if (isFailure(read)) return read;
  const { batch, said } = read;
  const audit: AuditFacts = {
    action: 'health_feed.send',
    by: 'anyone',
    office: 'anyone',
    purpose: 'emergency',
    at: now,
    place: streetOf(emergencyId),
  };
  const seen = (await feeds.find(emergency, batch)) ?? blankBatch(batch, audit);
  const part =
    'results' in batch ? await partOf(feeds, emergency, { batch, said, seen, now }) : undefined;
  const stored = await decideAgain(seen, MOST_TRIES, {
    decide: (current) =>
      part === undefined ? withdrawn(current, audit, now) : withPart(current, part, audit),
    write: (before, after) => feeds.change(emergency, before, after),
  });
  if (isFailure(stored)) return stored;
  return {
    batch: stored.batch,
    results: stored.parts.reduce((sum, { results }) => sum + results, 0),
    withdrawn: stored.withdrawnAt !== undefined,
  };
}

type Results = Extract<FeedBatch, { results: unknown }>;

/** Keeps the results, before any batch knows of them. */
async function partOf(
  feeds: FeedStore,
  emergency: OfEmergency,
  {
    batch,
    said,
    seen,
    now,
  }: {
    readonly batch: Results;
    readonly said: string;
    readonly seen: StoredBatch;
    readonly now: number;
  },
): Promise<FeedPart> {
  const { results, revision } = batch;
  const content = await feeds.contentOf(emergency, said);
  const isKnown = seen.parts.some((part) => part.revision === revision);
  if (!isKnown) await feeds.keepChunks(emergency, { ...batch, content }, results);
  return {
    revision,
    content,
    receivedAt: now,
    results: results.length,
    chunks: Math.ceil(results.length / RESULTS_PER_CHUNK),
    done: 0,
    applied: 0,
    unknown: 0,
    refused: 0,
  };
}

function withPart(current: StoredBatch, part: FeedPart, audit: AuditFacts): StoredBatch | Failure {
  if (current.parts.some(({ revision }) => revision === part.revision)) return current;
  if (current.parts.length === MOST_PARTS) return fail('record_full');
  return { ...current, parts: [...current.parts, part], version: current.version + 1, audit };
}

const withdrawn = (current: StoredBatch, audit: AuditFacts, now: number): StoredBatch =>
  current.withdrawnAt === undefined ? withdrawnBatch(current, audit, now) : current;
