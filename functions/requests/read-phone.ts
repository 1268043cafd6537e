import { isOpen } from '../../shared/desk/request-lifecycle.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { RequestPhone } from '../../shared/messages/request-phone.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { StaffDesk } from './desk.ts';
import type { StoredRequest } from './request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';
import { isAssignee, runsDesk } from './standing.ts';

type Ports = Pick<StaffDesk, 'requests' | 'settings' | 'residents' | 'contacts'>;

/** The account of whoever asked, or of whom it was written down for. */
async function accountOf(
  { residents }: Ports,
  { askedBy, residentId }: StoredRequest,
): Promise<AccountId | undefined> {
  if (askedBy.by === 'account') return askedBy.accountId;
  if (residentId === undefined) return undefined;
  return (await residents.findResident(residentId))?.accountId;
}

/**
 * The number of whoever asked, opened for who has it, and for who runs the desk where it is not
 * sensitive; also once it is done, to ask whether it is, and for nobody after that.
 */
export async function readPhone(
  ports: Ports,
  input: StaffRequestInput,
): Promise<RequestPhone | Failure> {
  const found = await findStaffRequest(ports, input);
  if (isFailure(found)) return found;
  const { request } = found;
  const mayCall = isAssignee(input, request) || (!request.sensitive && runsDesk(input, request));
  if (!mayCall) return fail('not_permitted');
  if (!isOpen(request.state) && request.state !== 'done') return fail('state_conflict');
  const account = await accountOf(ports, request);
  const phone = account === undefined ? undefined : await ports.contacts.open(account);
  return phone === undefined ? {} : { phone };
}
