import type { ResidentId } from '../../../shared/ids.ts';
import { listHouseholdJoinRequests } from '../../../shared/messages/join-requests.ts';
import { isApiFailure } from '../../kit/api-failure.ts';
import { api } from '../app/api.ts';

/** Who asks to join the household; nobody where that can't be read. */
export async function readJoins(residentId: ResidentId) {
  const read = await api.call(listHouseholdJoinRequests, { params: { residentId } });
  return isApiFailure(read) ? [] : read.requests;
}
export type HouseholdJoins = Awaited<ReturnType<typeof readJoins>>;
