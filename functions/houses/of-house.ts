import { compoundOf, type HouseId, type PlaceId } from '../../shared/ids.ts';
import type { Action } from '../../shared/permissions.ts';
import type { Purpose } from '../../shared/purposes.ts';
import type { CompoundStore, House } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';

export type OfHousePorts = { readonly compounds: Pick<CompoundStore, 'findHouse'> };
export type OfHouseInput = {
  readonly actor: StaffActor;
  readonly houseId: HouseId;
  readonly now: number;
};
export type HouseInHand = {
  readonly house: House;
  readonly within: readonly PlaceId[];
  readonly facts: AuditFacts;
};

/** The house, and what is written about the one who acts on it; a refusal where they may not. */
export async function takeHouse(
  { compounds }: OfHousePorts,
  { actor, houseId, now }: OfHouseInput,
  { action, purpose }: { readonly action: Action; readonly purpose: Purpose },
): Promise<HouseInHand | Failure> {
  const found = await compounds.findHouse(houseId);
  const place = found?.within ?? [compoundOf(houseId)];
  if (!mayAct(actor, action, place, now)) return fail('not_permitted');
  if (found === undefined) return fail('not_found');
  return { ...found, facts: factsOf(actor, { action, place, purpose, now }) };
}
