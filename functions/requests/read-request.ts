import { isOpen } from '../../shared/desk/request-lifecycle.ts';
import type { StaffRequest } from '../../shared/messages/requests.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { StaffDesk } from './desk.ts';
import type { StoredRequest } from './request.ts';
import { staffRequestOf } from './shown-request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';
import { isAssignee } from './standing.ts';

type Ports = Pick<StaffDesk, 'requests' | 'settings' | 'residents' | 'contacts'>;

/** The number of whoever asked, opened for the one who does it and while it is open. */
async function phoneFor(
  { residents, contacts }: Ports,
  input: StaffRequestInput,
  { askedBy, residentId, state, ...request }: StoredRequest,
): Promise<string | undefined> {
  if (!isOpen(state) || !isAssignee(input, request)) return undefined;
  if (askedBy.by === 'account') return contacts.open(askedBy.accountId);
  const resident = residentId === undefined ? undefined : await residents.findResident(residentId);
  const account = resident?.accountId;
  return account === undefined ? undefined : contacts.open(account);
}

/** One request, with what the caller may see of it and may do next. */
export async function readRequest(
  ports: Ports,
  input: StaffRequestInput,
): Promise<StaffRequest | Failure> {
  const found = await findStaffRequest(ports, input);
  if (isFailure(found)) return found;
  const { request, teams } = found;
  const phone = await phoneFor(ports, input, request);
  return staffRequestOf(request, { actor: input.actor, now: input.now, teams, phone });
}
