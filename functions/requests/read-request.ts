import type { StaffRequest } from '../../shared/messages/requests.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { StaffDesk } from './desk.ts';
import { staffRequestOf } from './shown-request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';

/** One request, with what the caller may see of it and may do next. */
export async function readRequest(
  ports: Pick<StaffDesk, 'requests' | 'settings'>,
  input: StaffRequestInput,
): Promise<StaffRequest | Failure> {
  const found = await findStaffRequest(ports, input);
  if (isFailure(found)) return found;
  const { request, teams } = found;
  return staffRequestOf(request, { actor: input.actor, now: input.now, teams });
}
