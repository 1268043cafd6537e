import { placeKindOf } from '../../shared/appointments.ts';
import {
  type CompoundId,
  compoundOf,
  type PlaceId,
  type ResidentId,
  type StaffId,
} from '../../shared/ids.ts';
import type { AssignSpecialCareRequest } from '../../shared/messages/special-care.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { livesWithin } from './lives-within.ts';
import type { ResidentStore } from './resident-store.ts';
import type { SpecialCareStore } from './special-care-store.ts';

const IN_A_COMPOUND = ['grid', 'building', 'unit', 'house'];

export type AssignSpecialCarePorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly care: Pick<SpecialCareStore, 'assign'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces' | 'listBuildings'>;
  /** Whose role there lets them see whom they help, and where they hold it. */
  readonly whoCares: (
    compoundId: CompoundId,
    nowMs: number,
  ) => Promise<ReadonlyMap<StaffId, readonly PlaceId[]>>;
};

/** A role at the compound or above reaches every house of it; one inside it, those around which it is. */
const reaches = (node: PlaceId, within: readonly PlaceId[]): boolean =>
  !IN_A_COMPOUND.includes(placeKindOf(node)) || within.includes(node);

/** Says who looks after somebody. Whoever assigns it does not read it afterwards. */
export async function assignSpecialCare(
  { residents, care, compounds, whoCares }: AssignSpecialCarePorts,
  {
    actor,
    residentId,
    request,
    now,
  }: {
    readonly actor: StaffActor;
    readonly residentId: ResidentId;
    readonly request: AssignSpecialCareRequest;
    readonly now: number;
  },
): Promise<undefined | Failure> {
  const place = compoundOf(residentId);
  if (!mayAct(actor, 'special_care.assign', place, now)) return fail('not_permitted');
  const { kind, helper, backup } = request;
  if (backup === helper) return fail('invalid_input', { field: 'backup' });
  const [resident, carers] = await Promise.all([
    residents.findResident(residentId),
    whoCares(place, now),
  ]);
  if (resident === undefined || resident.state === 'moved_out') return fail('not_found');
  const lives = await livesWithin({ compounds }, resident);
  if (lives === undefined) return fail('not_found');
  for (const [field, staffId] of Object.entries({ helper, backup })) {
    if (staffId === undefined) continue;
    const nodes = carers.get(staffId);
    if (nodes === undefined) return fail('invalid_input', { field });
    if (!nodes.some((node) => reaches(node, lives.within))) {
      return fail('helper_elsewhere', { field });
    }
  }
  const audit = factsOf(actor, {
    action: 'special_care.assign',
    place,
    purpose: 'special_care',
    now,
  });
  const backed = backup === undefined ? {} : { backup };
  await care.assign({ residentId, kind, helper, ...backed, since: now }, audit);
  return undefined;
}
