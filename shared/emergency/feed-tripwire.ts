import type { HouseId, ResidentId } from '../ids.ts';
import type { StatusRules } from './status-rules.ts';
import { TRIPWIRE_LIMITS, tripwireOf } from './tripwire.ts';

/** What people can have in common that no illness explains. */
export const SHARED_KINDS = ['list', 'owner', 'petition'] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

/** Somebody of whom a source says what makes a severe status. */
export type SevereFinding = {
  readonly residentId: ResidentId;
  /** Where they live, as far as it is known. */
  readonly houseId?: HouseId | undefined;
  /** `list …`, `owner …`, `petition …`: see `ChangesAtOnce`. */
  readonly attributes: readonly string[];
};
export type SharedByMost = {
  readonly kind: SharedKind;
  /** So many people of how many. */
  readonly shared: number;
  readonly people: number;
};

export const kindOfShared = (attribute: string): SharedKind | undefined =>
  SHARED_KINDS.find((kind) => attribute.startsWith(`${kind} `));

/** Whether a finding is one that the gate asks about, or that wakes whoever is on duty. */
export function isSevere(
  { values, rules }: StatusRules,
  said: { readonly kind: string; readonly finding: string },
): boolean {
  return rules.some(
    ({ kind, finding, value }) =>
      kind === said.kind &&
      finding === said.finding &&
      values.some((one) => one.value === value && (one.asks || one.alerts)),
  );
}

/**
 * What most people of whom a source says something severe have in common, and no illness explains.
 * How many they are stops nothing, nor that they live in one building, or met: so are outbreaks. Of
 * one household none of it counts: who lives together falls ill together, and has the same owner.
 */
export function sharedByMost(people: readonly SevereFinding[]): SharedByMost | undefined {
  const homes = new Map<string, Set<string>>();
  for (const { residentId, houseId, attributes } of people) {
    for (const attribute of attributes) {
      homes.set(attribute, (homes.get(attribute) ?? new Set()).add(houseId ?? residentId));
    }
  }
  const counted = people.map(({ residentId, attributes }) => ({
    residentId,
    attributes: attributes.filter((one) => (homes.get(one)?.size ?? 0) > 1),
  }));
  const limits = { ...TRIPWIRE_LIMITS, changesAnHour: Number.POSITIVE_INFINITY };
  const outcome = tripwireOf({ actorChangesLastHour: 0, people: counted }, limits);
  if (outcome === 'clear' || outcome.attribute === undefined) return undefined;
  const { attribute } = outcome;
  const kind = kindOfShared(attribute);
  if (kind === undefined) throw new TypeError('an attribute of no kind');
  const named = (all: typeof counted) => new Set(all.map(({ residentId }) => residentId)).size;
  return {
    kind,
    shared: named(counted.filter(({ attributes }) => attributes.includes(attribute))),
    people: named(counted),
  };
}
