/** A building as it is drawn: so many units, floors, and doors on each floor. */
export type HousePattern = {
  readonly units: number;
  readonly floors: number;
  readonly doors: number;
};

/** A tower of one street's size; what is larger is several buildings. */
export const LARGEST_PATTERN = { units: 20, floors: 60, doors: 20 } as const;
/** What one building takes: the largest that stands has some 800. */
export const MOST_HOUSES = 2_000;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** The houses of a building in their order: floor and door, such as 501 and 1203. */
export function housesOf({ units, floors, doors }: HousePattern): {
  readonly unit: number;
  readonly room: string;
}[] {
  return upTo(units).flatMap((unit) =>
    upTo(floors).flatMap((floor) =>
      upTo(doors).map((door) => ({ unit, room: `${floor}${String(door).padStart(2, '0')}` })),
    ),
  );
}
