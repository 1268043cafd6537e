import * as z from 'zod';
import { CommunityId, CompoundId, HouseId, StreetId } from '../../shared/ids.ts';

/** How a compound calls its buildings is its own choice. */
export const BUILDING_WORDS = ['幢', '栋', '号楼'] as const;

export const Street = z.object({ streetId: StreetId, name: z.string() });
export type Street = z.infer<typeof Street>;

export const Community = z.object({
  communityId: CommunityId,
  streetId: StreetId,
  name: z.string(),
});
export type Community = z.infer<typeof Community>;

export const Compound = z.object({
  compoundId: CompoundId,
  communityId: CommunityId,
  streetId: StreetId,
  name: z.string(),
  buildingWord: z.enum(BUILDING_WORDS),
  /** The one gate for everybody while the others send people there; until then where it has an end. */
  mainEntrance: z.object({ gate: z.string(), until: z.number().int().optional() }).optional(),
  /** The property company since its last change (unix milliseconds); without a name, the community. */
  runBy: z.object({ name: z.string().optional(), since: z.number().int() }).optional(),
});
export type Compound = z.infer<typeof Compound>;

/** What is known of a compound without opening it. */
export const CompoundEntry = Compound.pick({
  compoundId: true,
  communityId: true,
  streetId: true,
  name: true,
});
export type CompoundEntry = z.infer<typeof CompoundEntry>;

/** Several buildings that one grid worker looks after. */
export const Grid = z.object({
  compoundId: CompoundId,
  number: z.number().int(),
  name: z.string(),
});
export type Grid = z.infer<typeof Grid>;

export const Building = z.object({
  compoundId: CompoundId,
  number: z.number().int(),
  grid: z.number().int(),
});
export type Building = z.infer<typeof Building>;

export const Unit = z.object({
  compoundId: CompoundId,
  building: z.number().int(),
  number: z.number().int(),
});
export type Unit = z.infer<typeof Unit>;

export const House = z.object({
  houseId: HouseId,
  building: z.number().int(),
  unit: z.number().int(),
  room: z.string(),
  /** e.g. 3幢2单元501 */
  label: z.string(),
});
export type House = z.infer<typeof House>;

type Word = (typeof BUILDING_WORDS)[number];

/** e.g. 3幢 */
export function buildingLabel(building: number, word: Word): string {
  return `${building}${word}`;
}

/** e.g. 3幢2单元501 */
export function houseLabel(
  house: { readonly building: number; readonly unit: number; readonly room: string },
  word: Word,
): string {
  return `${buildingLabel(house.building, word)}${house.unit}单元${house.room}`;
}
