import type { ResidentId } from '../../shared/ids.ts';
import type { AccountStore } from '../identity/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { notOwn } from './not-own.ts';
import { livesHere, type Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type SpeaksForPorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly accounts: Pick<AccountStore, 'hasEnded'>;
};
export type SpeaksForInput = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
};

/** Somebody for whom this phone speaks: themself, their child, or whoever gave them their pass. */
export async function speaksFor(
  { residents, accounts }: SpeaksForPorts,
  { actor, residentId }: SpeaksForInput,
): Promise<Resident | Failure> {
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) return refused;
  const [hasEnded, resident] = await Promise.all([
    accounts.hasEnded(actor.accountId, residentId),
    residents.findResident(residentId),
  ]);
  if (hasEnded) return fail('session_expired');
  return resident !== undefined && livesHere(resident) ? resident : fail('not_found');
}
