import {
  type AnnouncementId,
  buildingIdOf,
  type CompoundId,
  compoundNumberOf,
  gridIdOf,
  type PlaceId,
} from '../../shared/ids.ts';
import { type AnnouncementReceipts, FEWEST_COUNTED } from '../../shared/messages/announcements.ts';
import { buildingLabel, type CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { buildingsSeen, livesHere, type ResidentStore } from '../residents/index.ts';
import { concerns, receiptsKeptUntil } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import type { ReceiptStore } from './receipt-store.ts';

export type ReadReceiptsPorts = {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement'>;
  readonly receipts: Pick<ReceiptStore, 'countSeen'>;
  readonly residents: Pick<ResidentStore, 'listResidents'>;
  readonly compounds: Pick<CompoundStore, 'findCompound' | 'listBuildings' | 'listHouses'>;
};

type Households = { readonly withPhone: number; readonly withoutPhone: number };

/** Households with somebody at home, by building: those with a phone of their own, and those without. */
async function countHouseholds(
  { residents, compounds }: ReadReceiptsPorts,
  compoundId: CompoundId,
): Promise<(building: number) => Households> {
  const [people, houses] = await Promise.all([
    residents.listResidents(compoundId),
    compounds.listHouses(compoundId),
  ]);
  const living = people.filter(livesHere);
  const reached = new Set(living.flatMap((one) => (one.accountId ? [one.houseId] : [])));
  const lived = new Set(living.map(({ houseId }) => houseId));
  const homes = houses.filter(({ houseId }) => lived.has(houseId));
  return (building) => {
    const here = homes.filter((house) => house.building === building);
    const withPhone = here.filter(({ houseId }) => reached.has(houseId)).length;
    return { withPhone, withoutPhone: here.length - withPhone };
  };
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
  const [households, counts] = await Promise.all([
    countHouseholds(ports, compoundId),
    ports.receipts.countSeen(compoundId, announcementId),
  ]);
  const inOrder = [...buildings].sort((one, other) => one.number - other.number);
  return {
    buildings: inOrder.map((building) => {
      const { withPhone, withoutPhone } = households(building.number);
      const opened = Math.min(counts.get(building.number) ?? 0, withPhone);
      return {
        building: building.number,
        name: buildingLabel(building.number, compound.buildingWord),
        households: withPhone,
        ...(withPhone < FEWEST_COUNTED ? {} : { seen: opened }),
        withoutPhone,
      };
    }),
    keptUntil: receiptsKeptUntil(record),
  };
}
