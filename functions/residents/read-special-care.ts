import type { ResidentId } from '../../shared/ids.ts';
import type { CaredFor } from '../../shared/messages/special-care.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { livesWithin } from './lives-within.ts';
import type { ResidentStore } from './resident-store.ts';
import { careOf } from './special-care.ts';
import type { SpecialCareStore } from './special-care-store.ts';

export type ReadSpecialCarePorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly care: Pick<SpecialCareStore, 'findCare'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces' | 'listBuildings'>;
};

/**
 * What the assigned helper or backup sees, while they hold a role that cares where the person
 * lives. Everybody else is refused alike, whether there is anything or not.
 */
export async function readSpecialCare(
  { residents, care, compounds }: ReadSpecialCarePorts,
  {
    actor,
    residentId,
    now,
  }: { readonly actor: StaffActor; readonly residentId: ResidentId; readonly now: number },
): Promise<CaredFor | Failure> {
  const [found, resident] = await Promise.all([
    care.findCare(residentId),
    residents.findResident(residentId),
  ]);
  const as = found && careOf(found, actor.staffId);
  if (found === undefined || as === undefined || resident === undefined) {
    return fail('not_permitted');
  }
  const lives = await livesWithin({ compounds }, resident);
  if (lives === undefined) return fail('not_permitted');
  if (!mayAct(actor, 'special_care.read', lives.within, now)) return fail('not_permitted');
  const { kind, since } = found;
  const { maskedName } = resident;
  return { residentId, maskedName, houseLabel: lives.house.label, kind, as, since };
}
