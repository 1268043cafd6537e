import type { ResidentId } from '../ids.ts';

/** Where a batch of changes stops and waits for a third office. */
export type TripwireLimits = {
  /** So many people may be changed by one actor within an hour, and no more. */
  readonly changesAnHour: number;
  /** From so many people on a batch is looked at as a cohort. */
  readonly cohortFrom: number;
  /** Such a part of them, in percent, has something in common that is not medical. */
  readonly cohortPercent: number;
};

/** Zhengzhou, 2022: 1,317 people at once, for what they had in common, which was no illness. */
export const TRIPWIRE_LIMITS: TripwireLimits = {
  changesAnHour: 10,
  cohortFrom: 5,
  cohortPercent: 60,
};

/** Changes that somebody wants to make at once. */
export type ChangesAtOnce = {
  /** How many people the same actor has changed in the hour before, without these. */
  readonly actorChangesLastHour: number;
  readonly people: readonly {
    readonly residentId: ResidentId;
    /**
     * What others can have in common with them and no illness explains, each named so that equal
     * means shared: the uploaded list, the owner of the house, the petition. Never a medical one.
     */
    readonly attributes: readonly string[];
  }[];
};

export type Tripped = {
  /** `too_many` where both are so: the attribute says that it is a cohort too. */
  readonly stopped: 'too_many' | 'cohort';
  /** What most of them have in common; of two as common, the one that sorts first. */
  readonly attribute?: string;
};

/** Whether changes may be made, or must wait for somebody outside. A person named twice is one. */
export function tripwireOf(
  { actorChangesLastHour, people }: ChangesAtOnce,
  limits: TripwireLimits,
): 'clear' | Tripped {
  const attributesOf = new Map<ResidentId, Set<string>>();
  for (const { residentId, attributes } of people) {
    const known = attributesOf.get(residentId) ?? [];
    attributesOf.set(residentId, new Set([...known, ...attributes]));
  }
  const attribute = sharedAttribute([...attributesOf.values()], limits);
  const isTooMany = actorChangesLastHour + attributesOf.size > limits.changesAnHour;
  if (attribute !== undefined) return { stopped: isTooMany ? 'too_many' : 'cohort', attribute };
  return isTooMany ? { stopped: 'too_many' } : 'clear';
}

function sharedAttribute(
  people: readonly ReadonlySet<string>[],
  { cohortFrom, cohortPercent }: TripwireLimits,
): string | undefined {
  if (people.length < cohortFrom) return undefined;
  const counts = new Map<string, number>();
  for (const attribute of people.flatMap((attributes) => [...attributes])) {
    counts.set(attribute, (counts.get(attribute) ?? 0) + 1);
  }
  // In whole numbers: three of five are sixty percent, whatever a fraction makes of it.
  const shared = [...counts].filter(([, count]) => count * 100 >= cohortPercent * people.length);
  const [most] = shared.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return most?.[0];
}
