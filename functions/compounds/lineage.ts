import type { PlaceId } from '../../shared/ids.ts';

export type NamedPlace = { readonly placeId: PlaceId; readonly name: string };

/** Where in the tree a place stands. */
export interface Lineages {
  /**
   * The place and every wider one around it, from the street down to it.
   * @returns undefined where there is no such place
   */
  lineageOf(place: PlaceId): Promise<readonly NamedPlace[] | undefined>;
}
