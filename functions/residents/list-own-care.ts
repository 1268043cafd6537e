import type { CompoundId } from '../../shared/ids.ts';
import type { CaredFor } from '../../shared/messages/special-care.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { buildingsSeen } from './buildings-seen.ts';
import type { ResidentStore } from './resident-store.ts';
import { careOf } from './special-care.ts';
import type { SpecialCareStore } from './special-care-store.ts';

export type ListOwnCarePorts = {
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly care: Pick<SpecialCareStore, 'listLookedAfterBy'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces' | 'listBuildings'>;
};

/** What one read takes. */
const READ_AT_A_TIME = 100;

/**
 * Whom somebody helps in a compound, where their role reaches: nobody else's. An empty list says
 * nothing of others.
 */
export async function listOwnCare(
  { residents, care, compounds }: ListOwnCarePorts,
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<{ people: CaredFor[] } | Failure> {
  const asked = { actor, action: 'special_care.read', compoundId, now } as const;
  const seen = await buildingsSeen({ compounds }, asked);
  if (seen !== 'every' && seen.length === 0) return fail('not_permitted');
  const theirs = await care.listLookedAfterBy(compoundId, actor.staffId);
  const people: CaredFor[] = [];
  for (let at = 0; at < theirs.length; at += READ_AT_A_TIME) {
    const some = theirs.slice(at, at + READ_AT_A_TIME);
    const found = await residents.findResidents(some.map(({ residentId }) => residentId));
    const { houses } = await compounds.findPlaces(
      [],
      found.map(({ houseId }) => houseId),
    );
    for (const one of some) {
      const resident = found.find(({ residentId }) => residentId === one.residentId);
      const house = houses.find(({ houseId }) => houseId === resident?.houseId);
      const as = careOf(one, actor.staffId);
      if (resident === undefined || house === undefined || as === undefined) continue;
      if (seen !== 'every' && !seen.includes(house.building)) continue;
      const { residentId, kind, since } = one;
      const { maskedName } = resident;
      people.push({ residentId, maskedName, houseLabel: house.label, kind, as, since });
    }
  }
  return { people };
}
