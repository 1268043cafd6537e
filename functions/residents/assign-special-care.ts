import { type CompoundId, compoundOf, type ResidentId, type StaffId } from '../../shared/ids.ts';
import type { AssignSpecialCareRequest } from '../../shared/messages/special-care.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ResidentStore } from './resident-store.ts';
import type { SpecialCareStore } from './special-care-store.ts';

export type AssignSpecialCarePorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly care: Pick<SpecialCareStore, 'assign'>;
  /** Whose role there lets them see whom they help. */
  readonly whoCares: (compoundId: CompoundId, nowMs: number) => Promise<ReadonlySet<StaffId>>;
};

/** Says who looks after somebody. Whoever assigns it does not read it afterwards. */
export async function assignSpecialCare(
  { residents, care, whoCares }: AssignSpecialCarePorts,
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
  if (!carers.has(helper)) return fail('invalid_input', { field: 'helper' });
  if (backup !== undefined && !carers.has(backup)) {
    return fail('invalid_input', { field: 'backup' });
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
