import type { WitnessMatter } from '../../shared/messages/request-matters.ts';
import type { StaffRequest } from '../../shared/messages/requests.ts';
import type { Failure } from '../platform/failure.ts';
import { changeAsStaff } from './change-matters.ts';
import type { StaffDesk } from './desk.ts';
import { confirmed, settled } from './matters.ts';
import type { StaffRequestInput } from './staff-request.ts';

/**
 * Of somebody without a phone, the desk says what they said, by call or at the door: never whoever
 * has the request, and with a note of how it was heard. It stands beside the hour, for everybody
 * who sees the request.
 */
export function witnessMatter(
  ports: Pick<StaffDesk, 'requests' | 'settings' | 'nameOf'>,
  { what, ...input }: StaffRequestInput & { readonly what: WitnessMatter },
): Promise<StaffRequest | Failure> {
  const { now } = input;
  return changeAsStaff(ports, input, {
    action: 'request.close',
    standing: 'desk_alone',
    decide: (request, { office, maskedName }) => {
      const witness = { office, maskedName, note: what.note };
      const saying = { by: 'requester', witness, now } as const;
      return what.of === 'settled'
        ? settled(request, what.advanceId, saying)
        : confirmed(request, what, saying);
    },
  });
}
