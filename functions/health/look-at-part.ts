import {
  isSevere,
  type SevereFinding,
  sharedByMost,
} from '../../shared/emergency/feed-tripwire.ts';
import type { RegistrationCode } from '../../shared/emergency/registration-code.ts';
import { type CompoundId, compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { StoredEmergency } from '../emergencies/index.ts';
import type { FeedPart, StoppedFeed, StoredBatch } from './feed-batch.ts';
import type { FeedStore, SevereNote } from './feed-store.ts';
import type { OfEmergency, RegistrationStore } from './registration-store.ts';
import { whomCodesName } from './whom-codes-name.ts';

/** What people have in common with others that is no illness, and where they live. */
export type InCommon = (
  emergency: StoredEmergency & OfEmergency,
  people: readonly ResidentId[],
  now: number,
) => Promise<ReadonlyMap<ResidentId, Omit<SevereFinding, 'residentId'>>>;

export type LookPorts = {
  readonly feeds: Pick<FeedStore, 'findChunk' | 'noteSevere' | 'listSevere'>;
  readonly registrations: Pick<RegistrationStore, 'resolve'>;
  readonly inCommon: InCommon;
};

/** What came in so many small batches of one source is looked at together. */
const TOGETHER_MS = 3_600_000;
/** So many of one batch are kept for those that follow it: a larger one stands for itself. */
const MOST_NOTED = 500;

/**
 * Looks at what a source sent before anything of it acts: whether most of the people of whom it says
 * something severe, alone or with those of its last hour, share what no illness explains.
 */
export async function lookAtPart(
  ports: LookPorts,
  emergency: StoredEmergency & OfEmergency,
  {
    batch,
    part,
    now,
  }: { readonly batch: StoredBatch; readonly part: FeedPart; readonly now: number },
): Promise<StoppedFeed | undefined> {
  const { iss } = batch;
  const { revision, receivedAt } = part;
  const ids = await severelyIn(ports, emergency, { ...batch, ...part });
  if (ids.length === 0) return undefined;
  const known = await ports.inCommon(emergency, ids, now);
  const people = ids.map((residentId) => ({
    residentId,
    ...(known.get(residentId) ?? { attributes: [] }),
  }));
  const noted: SevereNote = {
    iss,
    batch: batch.batch,
    revision,
    receivedAt,
    people: people.slice(0, MOST_NOTED),
  };
  await ports.feeds.noteSevere(emergency, noted);
  const lately = (await ports.feeds.listSevere(emergency, receivedAt - TOGETHER_MS)).filter(
    (one) => one.iss === iss,
  );
  const shared =
    sharedByMost(people) ?? sharedByMost([...people, ...lately.flatMap((one) => one.people)]);
  if (shared === undefined) return undefined;
  const compounds = new Set<CompoundId>(ids.map(compoundOf));
  return { revision, at: now, ...shared, compounds: [...compounds] };
}

/** Of whom a part says something severe, each once. */
async function severelyIn(
  { feeds, registrations }: LookPorts,
  emergency: StoredEmergency & OfEmergency,
  part: StoredBatch & FeedPart,
): Promise<ResidentId[]> {
  const codes = new Set<RegistrationCode>();
  for (let chunk = 0; chunk < part.chunks; chunk++) {
    for (const result of await feeds.findChunk(emergency, part, chunk)) {
      const isOne = result.withdrawn !== true && isSevere(emergency.rules, result);
      if (isOne) codes.add(result.code);
    }
  }
  const { compounds } = emergency;
  const named = await whomCodesName(registrations, emergency, { compounds, codes: [...codes] });
  return [...new Set([...named.values()].map(({ residentId }) => residentId))];
}
