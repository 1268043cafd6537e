import type { ImportId } from '../../shared/ids.ts';
import {
  type HouseName,
  possibleHouses,
  readBuilding,
  readHouseName,
  readUnit,
} from '../../shared/lane/house-name.ts';
import type { ListRegisterRequest, ResidentState } from '../../shared/messages/register.ts';
import { possibleSurnamesOf } from './masked-name.ts';
import { BY_HOUSE, BY_SURNAME, doorPrefix, surnamePrefix } from './register-row.ts';
import type { RegisterQuery, RegisterRange } from './register-store.ts';

/** The buildings whose people somebody may see: every one, or those of their grid or building. */
export type BuildingsSeen = 'every' | readonly number[];

type Asked = Pick<ListRegisterRequest, 'typed' | 'tie' | 'state' | 'order' | 'descending'>;

/** Who lives here, where nothing else is asked. */
const LIVE_HERE: readonly ResidentState[] = ['active', 'leaving'];

type Place = { readonly building: number; readonly unit?: number; readonly room?: string };
type Typed =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'places'; readonly places: readonly Place[] }
  | { readonly kind: 'surnames'; readonly surnames: readonly string[] };

const HAS_A_LETTER = /\p{L}/u;

/** A house before a unit before a building: what was typed means the narrowest that it can. */
function readTyped(typed: string): Typed | undefined {
  if (typed.trim() === '') return { kind: 'everybody' };
  const unit = readUnit(typed);
  if (unit !== undefined) return { kind: 'places', places: [unit] };
  const building = readBuilding(typed);
  if (building !== undefined) return { kind: 'places', places: [{ building }] };
  const house = readHouseName(typed);
  if (house !== undefined) return { kind: 'places', places: [house] };
  const houses: readonly HouseName[] = possibleHouses(typed);
  if (houses.length > 0) return { kind: 'places', places: houses };
  const surnames = HAS_A_LETTER.test(typed) ? possibleSurnamesOf(typed) : [];
  return surnames.length > 0 ? { kind: 'surnames', surnames } : undefined;
}

function inOrder(ranges: readonly RegisterRange[], descending: boolean): RegisterRange[] {
  const sorted = ranges.toSorted((one, other) => (one.prefix < other.prefix ? -1 : 1));
  return descending ? sorted.reverse() : sorted;
}

/** A room of any unit is looked for in its building. */
function rangeOf(place: Place): RegisterRange {
  const prefix = `${BY_HOUSE}${doorPrefix(place)}`;
  const isOfAnyUnit = place.room !== undefined && place.unit === undefined;
  return isOfAnyUnit ? { prefix, room: place.room } : { prefix };
}

/** Whoever is being imported is active in the register, and by an import that is at work. */
function statesOf(
  state: ResidentState | undefined,
  running: readonly ImportId[],
): Pick<RegisterQuery['only'], 'states' | 'imports'> {
  if (state === undefined) return { states: LIVE_HERE };
  if (state === 'importing') return { states: ['active'], imports: { ids: running, are: true } };
  if (state !== 'active' || running.length === 0) return { states: [state] };
  return { states: [state], imports: { ids: running, are: false } };
}

/**
 * What was asked as places in the register: ranges of it that lie side by side, one after the
 * other, and what of them is meant. Who may see some buildings alone is never asked beyond them.
 * @param running the imports that are at work
 * @returns undefined where what was typed is neither a place nor a name
 */
export function registerQueryOf(
  { typed = '', tie, state, order = 'house', descending = false }: Asked,
  seen: BuildingsSeen,
  running: readonly ImportId[] = [],
): RegisterQuery | undefined {
  const read = readTyped(typed);
  if (read === undefined) return undefined;
  const isSeen = (building: number) => seen === 'every' || seen.includes(building);
  const only = {
    ...statesOf(state, running),
    ...(tie === undefined ? {} : { tie }),
  };
  const byHouse = (places: readonly Place[]): RegisterQuery => ({
    ranges: inOrder(places.filter(({ building }) => isSeen(building)).map(rangeOf), descending),
    descending,
    only,
  });
  const byName = (prefixes: string[], buildings: BuildingsSeen): RegisterQuery => ({
    ranges: inOrder(
      prefixes.map((prefix) => ({ prefix })),
      descending,
    ),
    descending,
    only: buildings === 'every' ? only : { ...only, buildings },
  });

  switch (read.kind) {
    case 'surnames':
      return byName(read.surnames.map(surnamePrefix), seen);
    case 'places': {
      const wholeBuildings = read.places.every(({ unit, room }) => unit === undefined && !room);
      if (order !== 'name' || !wholeBuildings) return byHouse(read.places);
      return byName([BY_SURNAME], read.places.map(({ building }) => building).filter(isSeen));
    }
    case 'everybody':
      if (order === 'name') return byName([BY_SURNAME], seen);
      return seen === 'every'
        ? { ranges: [{ prefix: BY_HOUSE }], descending, only }
        : byHouse(seen.map((building) => ({ building })));
  }
}
