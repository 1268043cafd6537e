import { type CompoundId, passIndexOf } from '../../shared/ids.ts';
import { placesFor } from '../../shared/status-list/status-list.ts';
import type { CompoundVersions } from '../compounds/index.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { PassesOfResident, PassStore } from './pass-store.ts';
import type { StatusListSource } from './status-list.ts';
import type { StatusListStore } from './status-list-store.ts';

export type GivePlacePorts = {
  readonly lists: StatusListStore;
  readonly versions: CompoundVersions;
  readonly random: RandomBytes;
};

type Recorded = Awaited<ReturnType<PassStore['recordIssued']>>;

/** With two places in three taken, one resident in 400 draws 16 that are; the list then grows. */
const DRAWS_BEFORE_GROWTH = 16;

/**
 * Draws places in the compound's list until one is nobody's.
 * @param record makes a pass of the place and tries to record it
 * @returns undefined where the resident's passes changed meanwhile
 */
export async function givePlace<Made>(
  ports: GivePlacePorts,
  request: {
    readonly compound: CompoundId;
    readonly seen: PassesOfResident;
    readonly now: number;
  },
  record: (index: number) => Promise<{ readonly made: Made; readonly outcome: Recorded }>,
): Promise<Made | undefined> {
  const { compound, seen, now } = request;
  const { passes } = await ports.versions.of(compound, now);
  let source = await ports.lists.findSource(compound, 1);
  source = await makeRoom(ports, source, placesFor(passes + 1));
  for (let draws = 1; ; draws++) {
    const { made, outcome } = await record(drawIndex(ports.random, source, seen));
    if (outcome !== 'index_taken') return outcome === 'recorded' ? made : undefined;
    // The count lags behind the passes: so many places taken are a count of their own.
    if (draws % DRAWS_BEFORE_GROWTH === 0) {
      source = await makeRoom(ports, source, source.places * 2);
    }
  }
}

async function makeRoom(
  { lists }: GivePlacePorts,
  source: StatusListSource,
  places: number,
): Promise<StatusListSource> {
  const isFirst = source.version === 0;
  if (!isFirst && source.places >= places) return source;
  await lists.recordPlaces(source.compound, isFirst ? 0 : source.places, places);
  return lists.findSource(source.compound, source.version + 1);
}

/**
 * A free index or a taken one, each as likely; never one that the list still has something on, nor
 * one that this resident is seen to have.
 */
function drawIndex(
  random: RandomBytes,
  { places, exceptions, asks }: StatusListSource,
  seen: PassesOfResident,
): number {
  const own = new Set(seen.passes.map(({ passId }) => passIndexOf(passId)));
  for (;;) {
    const index = Buffer.from(random(4)).readUInt32BE() % places;
    const isNamed = exceptions.has(index) || asks?.has(index) === true;
    if (!isNamed && !own.has(index)) return index;
  }
}
