import type { DecidedFeed, DecideFeed } from '../../shared/messages/health-feeds.ts';
import type { EmergencyStore, StoredEmergency } from '../emergencies/index.ts';
import { type FeedStore, type StoredBatch, withdrawnBatch } from '../health/index.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';
import type { Part } from './proposal.ts';

export type DecideStoppedFeedPorts = OfficerPorts & {
  readonly emergencies: Pick<EmergencyStore, 'find'>;
  readonly feeds: Pick<FeedStore, 'find' | 'change' | 'listSevere' | 'forgetSevere'>;
};

/**
 * Whether somebody is of an office that neither declared nor confirmed the emergency: those two
 * pinned the source, and answer for it.
 */
export const isOutsideOfFeed = (
  { by, office }: Part,
  { declared, decided }: StoredEmergency,
): boolean =>
  [declared, decided].every((one) => one === undefined || (one.by !== by && one.office !== office));

/** A third office says why what was stopped may act all the same, or takes all of the batch back. */
export async function decideStoppedFeed(
  ports: DecideStoppedFeedPorts,
  input: OfficerInput & DecideFeed,
): Promise<DecidedFeed | Failure> {
  const { actor, compoundId, iss, batch: name, revision, outcome, because, now } = input;
  const action = 'health_feed.approve';
  const officer = await officerAt(ports, input, action);
  if (isFailure(officer)) return officer;
  const { here, part } = officer;
  const [emergency, batch] = await Promise.all([
    ports.emergencies.find(here.emergencyId),
    ports.feeds.find(here, { iss, batch: name }),
  ]);
  if (emergency === undefined || batch === undefined) return fail('not_found');
  const { stopped } = batch;
  if (stopped?.revision !== revision) return fail('state_conflict');
  if (!stopped.compounds.includes(compoundId)) return fail('not_found');
  if (!isOutsideOfFeed(part, emergency)) return fail('other_office');

  const audit = factsOf(actor, { action, place: compoundId, purpose: 'emergency', now });
  const approval = { ...part, revision, outcome, because };
  const noted = { ...batch, approvals: [...(batch.approvals ?? []), approval] };
  const after =
    outcome === 'withdraw'
      ? withdrawnBatch(noted, audit, now)
      : released(noted, { revision, audit, now });
  if ((await ports.feeds.change(here, batch, after)) !== 'changed') return fail('state_conflict');
  // Whoever was let through, or taken back, counts in no other batch.
  for (const one of await ports.feeds.listSevere(here, 0)) {
    const isIts = one.iss === iss && one.batch === name && one.revision === revision;
    if (isIts) await ports.feeds.forgetSevere(here, one);
  }
  return { outcome };
}

function released(
  { stopped: _, ...batch }: StoredBatch,
  {
    revision,
    audit,
    now,
  }: { readonly revision: number; readonly audit: StoredBatch['audit']; readonly now: number },
): StoredBatch {
  const parts = batch.parts.map((one) =>
    one.revision === revision ? { ...one, lookedAt: now } : one,
  );
  return { ...batch, parts, version: batch.version + 1, audit };
}
