import type { RecordHandOver } from '../../shared/messages/request-matters.ts';
import type { StaffRequest } from '../../shared/messages/requests.ts';
import type { Failure } from '../platform/failure.ts';
import { changeAsStaff } from './change-matters.ts';
import type { StaffDesk } from './desk.ts';
import { confirmed, withHandOver } from './matters.ts';
import type { StaffRequestInput } from './staff-request.ts';

type Ports = Pick<StaffDesk, 'requests' | 'settings' | 'nameOf'>;

/** Whoever has a request says what was put into their hands; the same key is the same thing. */
export function recordHandOver(
  ports: Ports,
  { given, ...input }: StaffRequestInput & { readonly given: RecordHandOver },
): Promise<StaffRequest | Failure> {
  const { key: handOverId, ...what } = given;
  const { now } = input;
  return changeAsStaff(ports, input, {
    action: 'hand_over.record',
    standing: 'worker_at_work',
    decide: (request, { office, maskedName }) =>
      withHandOver(request, {
        handOverId,
        ...what,
        with: { office, maskedName },
        out: { byWorker: now },
        back: {},
      }),
  });
}

/** The worker, or the desk for somebody who is not there any more, says that it was given back. */
export function giveBack(
  ports: Ports,
  { handOverId, ...input }: StaffRequestInput & { readonly handOverId: string },
): Promise<StaffRequest | Failure> {
  const { now } = input;
  return changeAsStaff(ports, input, {
    action: 'hand_over.record',
    standing: 'worker_or_desk',
    decide: (request) => confirmed(request, { handOverId, of: 'back' }, { by: 'worker', now }),
  });
}
