import { buildingIdOf, type CompoundId, compoundNumberOf, gridIdOf } from '../../shared/ids.ts';
import { type AnnouncementDesk, AnnouncementPlace } from '../../shared/messages/announcements.ts';
import { PLACE_KINDS, type PlaceKind } from '../../shared/roles.ts';
import {
  buildingLabel,
  type Lineages,
  type NamedPlace,
  type PlaceStore,
} from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type AnnouncementRecord, Board, inOrder, managedOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { mayListIn } from './may-list-in.ts';
import { placeFor } from './publish-at.ts';

export type DeskPorts = {
  readonly announcements: Pick<AnnouncementStore, 'listCurrent'>;
  readonly places: Pick<PlaceStore, 'readCompound'>;
  readonly lineages: Lineages;
};

type Input = { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number };
type ReadCompound = NonNullable<Awaited<ReturnType<PlaceStore['readCompound']>>>;

/** What somebody may change of what they see. */
export const managedBy =
  ({ actor, now }: Pick<Input, 'actor' | 'now'>) =>
  (record: AnnouncementRecord) =>
    managedOf(record, {
      mayChange: mayAct(actor, 'announcement.withdraw', record.within, now),
      now,
    });

/** Every place that concerns a compound, each with what is around it from the street down. */
function placesAround(
  around: readonly NamedPlace[],
  { compound, grids, buildings }: ReadCompound,
): NamedPlace[][] {
  const number = compoundNumberOf(compound.compoundId);
  const gridPlace = (grid: number): NamedPlace => ({
    placeId: gridIdOf(number, grid),
    name: grids.find((one) => one.number === grid)?.name ?? String(grid),
  });
  return [
    ...around.map((_, at) => around.slice(0, at + 1)),
    ...grids.map((grid) => [...around, gridPlace(grid.number)]),
    ...buildings.map((building) => [
      ...around,
      gridPlace(building.grid),
      {
        placeId: buildingIdOf(number, building.number),
        name: buildingLabel(building.number, compound.buildingWord),
      },
    ]),
  ];
}

const KIND_OF: Readonly<Record<string, PlaceKind>> = {
  str: 'street',
  com: 'community',
  cmp: 'compound',
  grd: 'grid',
  bld: 'building',
};
const kindOf = (place: AnnouncementPlace): PlaceKind =>
  KIND_OF[place.slice(0, 3)] ?? PLACE_KINDS[0];

/** What shows in a compound or will, and where who asks may publish. */
export async function readAnnouncementDesk(
  { announcements, places, lineages }: DeskPorts,
  input: Input,
): Promise<AnnouncementDesk | Failure> {
  const { compoundId, now } = input;
  if (!mayListIn(input)) return fail('not_permitted');
  const [read, around] = await Promise.all([
    places.readCompound(compoundId),
    lineages.lineageOf(compoundId),
  ]);
  if (read === undefined || around === undefined) return fail('not_found');
  const boards = around.flatMap(({ placeId }) => Board.safeParse(placeId).data ?? []);
  const lists = await Promise.all(boards.map((board) => announcements.listCurrent(board, now)));
  const publishing = placesAround(around, read).flatMap((lineage) => {
    const place = AnnouncementPlace.safeParse(lineage.at(-1)?.placeId).data;
    if (place === undefined) return [];
    const found = placeFor(input, { place, around: lineage, compound: read.compound });
    if (found === undefined) return [];
    return [{ place, kind: kindOf(place), name: found.name, signedBy: found.signedBy.name }];
  });
  return { current: inOrder(lists.flat()).map(managedBy(input)), places: publishing };
}
