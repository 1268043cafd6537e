import {
  type Declared,
  type DeclaredBy,
  declarationProblem,
} from '../../shared/emergency/within-document.ts';
import { type PlaceId, StreetId } from '../../shared/ids.ts';
import type { EmergencyPlace } from '../../shared/messages/emergencies.ts';
import type { Lineages } from '../compounds/index.ts';
import { type Failure, fail } from '../platform/failure.ts';

/** Where the places of a scope stand in the tree: each with every wider one around it. */
export type ScopeInTree = {
  readonly streetId: StreetId;
  readonly lineages: ReadonlyMap<EmergencyPlace, readonly PlaceId[]>;
};

/** Nothing where one of them is not there, or they lie in more than one street. */
export async function findScope(
  { lineages }: { readonly lineages: Lineages },
  scope: readonly EmergencyPlace[],
): Promise<ScopeInTree | undefined> {
  const found = new Map<EmergencyPlace, readonly PlaceId[]>();
  const streets = new Set<PlaceId>();
  for (const place of scope) {
    const lineage = (await lineages.lineageOf(place))?.map(({ placeId }) => placeId);
    const [street] = lineage ?? [];
    if (lineage === undefined || street === undefined) return undefined;
    found.set(place, lineage);
    streets.add(street);
  }
  const [street] = streets;
  const streetId = StreetId.safeParse(street).data;
  return streets.size === 1 && streetId !== undefined ? { streetId, lineages: found } : undefined;
}

/** A declaration that its document does not carry is refused, by what is wider than it. */
export function refusalOf(
  declared: Declared,
  document: DeclaredBy,
  { lineages, now }: Pick<ScopeInTree, 'lineages'> & { readonly now: number },
): Failure | undefined {
  const lies = (place: PlaceId, within: PlaceId): boolean =>
    [...lineages].some(([one, lineage]) => one === place && lineage.includes(within));
  const problem = declarationProblem(declared, document, { now, lies });
  switch (problem) {
    case undefined:
      return undefined;
    case 'no_document':
      return fail('invalid_input', { field: 'document.number' });
    case 'authority_too_low':
      return fail('invalid_input', { field: 'document.level' });
    case 'wider_scope':
      return fail('invalid_input', { field: 'scope' });
    case 'measure_not_named':
      return fail('measure_not_named', { field: 'measures' });
    case 'over_already':
    case 'too_long':
      return fail('invalid_input', { field: 'until' });
  }
}
