import type { RecordAdvance } from '../../shared/messages/request-matters.ts';
import type { StaffRequest } from '../../shared/messages/requests.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { changeAsStaff } from './change-matters.ts';
import type { StaffDesk } from './desk.ts';
import { settled, withAdvance } from './matters.ts';
import { attachTo } from './photos-of-request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';
import { isAssignee, placesOf } from './standing.ts';

type Ports = Pick<StaffDesk, 'requests' | 'settings' | 'nameOf' | 'photos'>;

/** Whoever has a request says what they paid for it, with the receipt. */
export async function recordAdvance(
  ports: Ports,
  { given, ...input }: StaffRequestInput & { readonly given: RecordAdvance },
): Promise<StaffRequest | Failure> {
  const { key: advanceId, amountFen, receipt } = given;
  const { actor, requestId, now } = input;
  if (receipt !== undefined) {
    const found = await findStaffRequest(ports, input);
    if (isFailure(found)) return found;
    const { request } = found;
    if (!isAssignee(input, request)) return fail('not_permitted');
    const of = { action: 'advance.record', place: placesOf(request) } as const;
    const facts = factsOf(actor, { ...of, purpose: 'service_desk', now });
    const refused = await attachTo(requestId, ports, { photos: [receipt], actor, facts });
    if (refused !== undefined) return fail('photo_not_there', { field: 'receipt' });
  }
  return changeAsStaff(ports, input, {
    action: 'advance.record',
    standing: 'worker_at_work',
    decide: (request) =>
      withAdvance(request, {
        advanceId,
        amountFen,
        ...(receipt === undefined ? {} : { receipt }),
        settled: {},
      }),
  });
}

/** The worker has their money back; the desk says so for somebody who is not there any more. */
export function settleAdvance(
  ports: Ports,
  { advanceId, ...input }: StaffRequestInput & { readonly advanceId: string },
): Promise<StaffRequest | Failure> {
  const { now } = input;
  return changeAsStaff(ports, input, {
    action: 'advance.record',
    standing: 'worker_or_desk',
    decide: (request) => settled(request, advanceId, { by: 'worker', now }),
  });
}
