import {
  type AnnouncementId,
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  gridIdOf,
  type PlaceId,
} from '../../shared/ids.ts';
import { type AnnouncementReceipts, FEWEST_COUNTED } from '../../shared/messages/announcements.ts';
import { buildingLabel, type Compound, type CompoundStore } from '../compounds/index.ts';
import {
  type CountHomesPorts,
  countHomes,
  type HomesOfBuilding,
  type SummaryStore,
} from '../overview/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { buildingsSeen } from '../residents/index.ts';
import { concerns, receiptsKeptUntil } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import type { ReceiptStore } from './receipt-store.ts';

export type ReadReceiptsPorts = {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement'>;
  readonly receipts: Pick<ReceiptStore, 'countSeen'>;
  readonly summaries: Pick<SummaryStore, 'findSummary'>;
  readonly compounds: Pick<CompoundStore, 'findCompound' | 'listBuildings'>;
} & CountHomesPorts;

/** Homes by building as the clock counted them; of a compound that is too new for that, counted now. */
async function homesIn(
  ports: ReadReceiptsPorts,
  { streetId, compoundId }: Pick<Compound, 'streetId' | 'compoundId'>,
  now: number,
): Promise<{ readonly homes: readonly HomesOfBuilding[]; readonly countedAt: number }> {
  const summary = await ports.summaries.findSummary(streetId, compoundId);
  return summary?.homes === undefined
    ? { homes: await countHomes(ports, compoundId), countedAt: now }
    : { homes: summary.homes, countedAt: summary.peopleAt };
}

/** In how many households of each building it was opened, and how many have no phone to open it by. */
export async function readReceipts(
  ports: ReadReceiptsPorts,
  {
    announcementId,
    ...input
  }: {
    readonly actor: StaffActor;
    readonly compoundId: CompoundId;
    readonly announcementId: AnnouncementId;
    readonly now: number;
  },
): Promise<AnnouncementReceipts | Failure> {
  const { compoundId } = input;
  const seen = await buildingsSeen(ports, { ...input, action: 'announcement.list' });
  if (seen !== 'every' && seen.length === 0) return fail('not_permitted');
  const [record, compound, all] = await Promise.all([
    ports.announcements.findAnnouncement(announcementId),
    ports.compounds.findCompound(compoundId),
    ports.compounds.listBuildings(compoundId),
  ]);
  if (record === undefined || compound === undefined) return fail('not_found');
  const number = compoundNumberOf(compoundId);
  const buildings = all.filter((building) => {
    const within: PlaceId[] = [
      compound.streetId,
      compound.communityId,
      compoundId,
      gridIdOf(number, building.grid),
      buildingIdOf(number, building.number),
    ];
    return concerns(record, within) && (seen === 'every' || seen.includes(building.number));
  });
  if (buildings.length === 0) return fail('not_found');
  const [{ homes, countedAt }, counts] = await Promise.all([
    homesIn(ports, compound, input.now),
    ports.receipts.countSeen(compoundId, announcementId),
  ]);
  const inOrder = [...buildings].sort((one, other) => one.number - other.number);
  return {
    buildings: inOrder.map((building) => {
      const here = homes.find((one) => one.building === building.number);
      const { withPhone = 0, withoutPhone = 0 } = here ?? {};
      const opened = Math.min(counts.get(building.number) ?? 0, withPhone);
      return {
        building: building.number,
        name: buildingLabel(building.number, compound.buildingWord),
        households: withPhone,
        ...(withPhone < FEWEST_COUNTED ? {} : { seen: opened }),
        withoutPhone,
      };
    }),
    countedAt,
    keptUntil: receiptsKeptUntil(record),
  };
}
