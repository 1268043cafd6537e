import type { PlaceId } from '../ids.ts';
import { addDays, startOfShanghaiDay } from '../time/shanghai-days.ts';
import { AUTHORITY_LEVELS, type Measure, MOST_DAYS } from './measures.ts';

const DAY_MS = 86_400_000;

/** What a street or a community wants to bring about, or to renew. */
export type Declared = {
  readonly scope: readonly PlaceId[];
  readonly measures: readonly Measure[];
  /** Exclusive, unix milliseconds. */
  readonly until: number;
};

/** What the document says that it rests on. */
export type DeclaredBy = {
  readonly number: string;
  /** As it was written down: whether it is high enough is asked here. */
  readonly level: string;
  readonly scope: readonly PlaceId[];
  readonly measures: readonly Measure[];
  /** The last day, in Shanghai: YYYY-MM-DD, a day of the calendar. */
  readonly until: string;
};

export type DeclarationProblem =
  | 'no_document'
  | 'authority_too_low'
  | 'over_already'
  | 'wider_scope'
  | 'measure_not_named'
  | 'too_long';

export type AtDeclaring = {
  /** Unix milliseconds. */
  readonly now: number;
  /** Whether a place is part of another, by the tree of places; a place is part of itself. */
  readonly lies: (place: PlaceId, within: PlaceId) => boolean;
};

/**
 * Why an emergency cannot stand on a document; undefined if it can. Every node of its scope must lie
 * in one that the document names: all the parts of a place, named one by one, are not the place.
 */
export function declarationProblem(
  declaration: Declared,
  document: DeclaredBy | undefined,
  { now, lies }: AtDeclaring,
): DeclarationProblem | undefined {
  if (document === undefined || document.number.trim() === '') return 'no_document';
  if (!AUTHORITY_LEVELS.some((level) => level === document.level)) return 'authority_too_low';

  const documentEnds = startOfShanghaiDay(addDays(document.until, 1));
  if (declaration.until <= now || documentEnds <= now) return 'over_already';

  const isInside = (place: PlaceId) =>
    document.scope.some((within) => place === within || lies(place, within));
  if (!declaration.scope.every(isInside)) return 'wider_scope';
  if (!declaration.measures.every((measure) => document.measures.includes(measure))) {
    return 'measure_not_named';
  }
  const latest = Math.min(documentEnds, now + MOST_DAYS * DAY_MS);
  return declaration.until > latest ? 'too_long' : undefined;
}
