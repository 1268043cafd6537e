import type { ResidentId } from '../../shared/ids.ts';
import type { AccountStore } from '../identity/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { notOwn, type Resident, type ResidentStore } from '../residents/index.ts';
import type { StoredRequest } from './request.ts';

export type SpeaksForPorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly accounts: Pick<AccountStore, 'hasEnded'>;
};

export type SpeaksForInput = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
};

/** Somebody for whom this phone speaks, as themself or as their proxy. */
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
  const isHere = resident !== undefined && resident.state !== 'moved_out';
  return isHere ? resident : fail('not_found');
}

/** Whether a request is told to this phone: of a sensitive one whoever asked alone. */
export function isToldOf(
  { sensitive, askedBy }: Pick<StoredRequest, 'sensitive' | 'askedBy'>,
  { actor, resident }: { readonly actor: ResidentActor; readonly resident: Resident },
): boolean {
  if (!sensitive) return true;
  const asker = askedBy.by === 'account' ? askedBy.accountId : resident.accountId;
  return asker === actor.accountId;
}
