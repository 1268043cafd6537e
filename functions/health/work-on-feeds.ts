import { createHash } from 'node:crypto';
import type { Evidence } from '../../shared/emergency/evidence.ts';
import type { FeedResult } from '../../shared/emergency/health-feed.ts';
import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import { compoundOf } from '../../shared/ids.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import type { EmergencyHere, EmergencyStore, StoredEmergency } from '../emergencies/index.ts';
import type { NotifyPorts } from '../notifications/index.ts';
import { systemFacts } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import { isFailure } from '../platform/failure.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { type AppendPorts, appendEvidence } from './append-evidence.ts';
import { type FeedPart, nextPart, type StoppedFeed, type StoredBatch } from './feed-batch.ts';
import type { BatchName, FeedStore } from './feed-store.ts';
import { type LookPorts, lookAtPart } from './look-at-part.ts';
import type { OfEmergency, Registration, RegistrationStore } from './registration-store.ts';
import { type ToldNotes, tellOfEmergency } from './told-notes.ts';
import { whomCodesName } from './whom-codes-name.ts';

export type WorkOnFeedsPorts = AppendPorts &
  LookPorts &
  NotifyPorts & {
    readonly emergencies: Pick<EmergencyStore, 'findHere'>;
    readonly feeds: FeedStore;
    readonly registrations: Pick<RegistrationStore, 'resolve'>;
    readonly told: Pick<ToldNotes, 'note'>;
  };
/** Who works, and until when (unix milliseconds): what is left then, the next run does. */
export type FeedRun = { readonly id: string; readonly clock: Clock; readonly endsAt: number };

/** Longer than a chunk takes: a run that has died is followed by another after this. */
const HELD_MS = 60_000;
/** Who hears of what was stopped, where their office had no part in opening the emergency. */
const DECIDE = ['street_administrator', 'community_doctor', 'community_worker'] as const;

/** Nobody's fault: the rest of what was sent is taken. */
const TAKEN_IN_PART: readonly string[] = ['record_full', 'drill_specimens_only'];

type Working = {
  readonly emergency: StoredEmergency & OfEmergency;
  readonly heres: ReadonlyMap<CompoundId, EmergencyHere>;
  readonly run: FeedRun;
};

/**
 * Goes on with what sources sent, chunk by chunk, as long as the emergency acts. Broken off
 * anywhere, it goes on from the chunk that was not noted as done; done twice, it comes to the same.
 */
export async function workOnFeeds(
  ports: WorkOnFeedsPorts,
  emergency: StoredEmergency,
  run: FeedRun,
): Promise<void> {
  const { state, until, keyHandle, compounds } = emergency;
  if (state !== 'open' || until <= run.clock() || keyHandle === undefined) return;
  const open = { ...emergency, keyHandle };
  const waiting = await ports.feeds.listWaiting(open);
  if (waiting.length === 0) return;
  const heres = new Map<CompoundId, EmergencyHere>();
  for (const compound of compounds) {
    const here = await ports.emergencies.findHere(compound, emergency.mode);
    if (here?.emergencyId === emergency.emergencyId) heres.set(compound, here);
  }
  for (const named of waiting) await workOnBatch(ports, named, { emergency: open, heres, run });
}

async function workOnBatch(
  ports: WorkOnFeedsPorts,
  named: BatchName,
  working: Working,
): Promise<void> {
  const { emergency, run } = working;
  const { feeds } = ports;
  const found = await feeds.find(emergency, named);
  if (found === undefined || isOthers(found, run)) return;
  let batch = noted(found, found.parts, run);
  if ((await feeds.change(emergency, found, batch)) !== 'changed') return;
  while (run.clock() < run.endsAt) {
    const part = nextPart(batch);
    if (part === undefined || isOthers(batch, run)) return;
    if (part.lookedAt === undefined && batch.withdrawnAt === undefined) {
      batch = await lookedAt(ports, working, { batch, part });
      continue;
    }
    const counted = await workOnChunk(ports, batch, part, working);
    const parts = batch.parts.map((one) => (one === part ? { ...part, ...counted } : one));
    const after = noted(batch, parts, run);
    const outcome = await feeds.change(emergency, batch, after);
    // Its source has sent more, or has taken it back: on from what stands there.
    batch = outcome === 'changed' ? after : outcome;
  }
}

/** Once it was looked at: to be worked on, or stopped until somebody outside lets it through. */
async function lookedAt(
  ports: WorkOnFeedsPorts,
  { emergency, run }: Working,
  { batch, part }: { readonly batch: StoredBatch; readonly part: FeedPart },
): Promise<StoredBatch> {
  const now = run.clock();
  const stopped = await lookAtPart(ports, emergency, { batch, part, now });
  const parts = batch.parts.map((one) => (one === part ? { ...part, lookedAt: now } : one));
  if (stopped !== undefined) await tellOfStopped(ports, emergency, { batch, stopped, now });
  const after =
    stopped === undefined
      ? noted(batch, parts, run)
      : noted({ ...batch, stopped }, batch.parts, run);
  const outcome = await ports.feeds.change(emergency, batch, after);
  return outcome === 'changed' ? after : outcome;
}

/** Whoever may let it through, or take it back, hears that there is something: not of whom. */
async function tellOfStopped(
  ports: WorkOnFeedsPorts,
  emergency: Working['emergency'],
  {
    batch: { iss, batch },
    stopped: { revision, compounds },
    now,
  }: { readonly batch: StoredBatch; readonly stopped: StoppedFeed; readonly now: number },
): Promise<void> {
  const named = createHash('sha256')
    .update(JSON.stringify([iss, batch, revision]))
    .digest('hex');
  const opened = [emergency.declared.office, emergency.decided?.office];
  const outside = DECIDE.filter((role) => !opened.includes(ROLE_RULES[role].office));
  for (const compoundId of compounds) {
    for (const role of outside) {
      await tellOfEmergency(ports, emergency, {
        template: 'health_feed_stopped',
        parameters: {},
        compoundId,
        key: `${emergency.emergencyId}#stopped#${named.slice(0, 32)}`,
        to: { role, at: compoundId },
        urgency: 'urgent',
        at: now,
        link: '/health-changes',
      });
    }
  }
}

const isOthers = ({ held }: StoredBatch, { id, clock }: FeedRun): boolean =>
  held !== undefined && held.by !== id && clock() < held.until;

/** As far as it is, and held by this run while anything of it is to be done. */
function noted({ held: _, ...batch }: StoredBatch, parts: FeedPart[], run: FeedRun): StoredBatch {
  const after = {
    ...batch,
    parts,
    version: batch.version + 1,
    audit: systemFacts('health_feed.work', run.clock()),
  };
  if (nextPart(after) === undefined) return after;
  return { ...after, held: { by: run.id, until: run.clock() + HELD_MS } };
}

/** @returns how far the part is then */
async function workOnChunk(
  ports: WorkOnFeedsPorts,
  batch: StoredBatch,
  part: FeedPart,
  { emergency, heres, run }: Working,
): Promise<Pick<FeedPart, 'done' | 'applied' | 'unknown' | 'refused'>> {
  const results = await ports.feeds.findChunk(emergency, { ...batch, ...part }, part.done);
  const people = await whomCodesName(ports.registrations, emergency, {
    compounds: [...heres.keys()],
    codes: results.map(({ code }) => code),
  });
  const byPerson = new Map<ResidentId, { somebody: Registration; results: FeedResult[] }>();
  for (const result of results) {
    const somebody = people.get(result.code);
    if (somebody === undefined) continue;
    const known = byPerson.get(somebody.residentId) ?? { somebody, results: [] };
    known.results.push(result);
    byPerson.set(somebody.residentId, known);
  }
  let refused = 0;
  await inParallel([...byPerson.values()], async ({ somebody, results: own }) => {
    const { residentId, buildingId } = somebody;
    const here = heres.get(compoundOf(residentId));
    if (here === undefined) throw new Error('a code of a compound in which nothing acts');
    const now = run.clock();
    const evidence = own.map((result) => evidenceOf(batch, part, result));
    const audit = systemFacts('health_feed.work', now);
    const appending = { residentId, buildingId, evidence, office: 'feed', audit } as const;
    const appended = await appendEvidence(ports, here, appending, now);
    if (!isFailure(appended)) return;
    if (!TAKEN_IN_PART.includes(appended.failure)) throw new Error(appended.failure);
    refused += own.length;
  });
  const unknown = results.filter(({ code }) => !people.has(code)).length;
  return {
    done: part.done + 1,
    applied: part.applied + results.length - unknown - refused,
    unknown: part.unknown + unknown,
    refused: part.refused + refused,
  };
}

/** Two sources may call theirs alike: what is evidence goes by the source too. */
const evidenceIdOf = (iss: string, id: string): string =>
  `feed.${createHash('sha256')
    .update(JSON.stringify([iss, id]))
    .digest('hex')
    .slice(0, 40)}`;

function evidenceOf(
  { iss, batch, withdrawnAt }: StoredBatch,
  { receivedAt }: FeedPart,
  { code: _, evidenceId, withdrawn, ...result }: FeedResult,
): Evidence {
  const isWithdrawn = withdrawn === true || withdrawnAt !== undefined;
  return {
    ...result,
    evidenceId: evidenceIdOf(iss, evidenceId),
    source: { by: 'feed', feed: iss, batch },
    receivedAt: withdrawnAt === undefined ? receivedAt : Math.max(receivedAt, withdrawnAt),
    ...(isWithdrawn ? { withdrawn: true } : {}),
  };
}
