import type { CompoundId, HouseId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { PlaceStore } from './place-store.ts';

export type EditPlacesPorts = {
  readonly places: PlaceStore;
  readonly random: RandomBytes;
  /** Whether anybody is registered in a house, as last acknowledged. */
  readonly isLivedIn: (house: HouseId) => Promise<boolean>;
};
export type By = { readonly actor: StaffActor; readonly now: number };
export type Seen = { readonly version: number };

/** Whoever may edit the compound, with the facts of what they do there. */
export function editorOf({ actor, now }: By, compound: CompoundId): AuditFacts | Failure {
  if (!mayAct(actor, 'place.edit', compound, now)) return fail('not_permitted');
  return factsOf(actor, { action: 'place.edit', place: compound, purpose: 'places', now });
}
export const isRefused = (audit: AuditFacts | Failure): audit is Failure => 'failure' in audit;
