import type { StaffRequest } from '../../shared/messages/requests.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { changeAsStaff } from './change-matters.ts';
import type { StaffDesk } from './desk.ts';
import type { StaffRequestInput } from './staff-request.ts';

/** The desk notes under which number the city's hotline has the same case, also afterwards. */
export function setHotlineNumber(
  ports: Pick<StaffDesk, 'requests' | 'settings' | 'nameOf'>,
  {
    hotlineNumber,
    version,
    ...input
  }: StaffRequestInput & { readonly hotlineNumber: string; readonly version: number },
): Promise<StaffRequest | Failure> {
  return changeAsStaff(ports, input, {
    action: 'request.hotline_number',
    standing: 'desk',
    decide: (request) => {
      if (request.hotlineNumber === hotlineNumber) return request;
      // Somebody noted another one meanwhile, or got on with it: the page looks first.
      if (request.version !== version) return fail('state_conflict');
      return { ...request, hotlineNumber };
    },
  });
}
