import type { ResidentActor } from '../platform/actor.ts';
import type { Resident } from '../residents/index.ts';
import type { StoredRequest } from './request.ts';

/** Whether a request is told to this phone: of a sensitive one whoever asked alone. */
export function isToldOf(
  { sensitive, askedBy }: Pick<StoredRequest, 'sensitive' | 'askedBy'>,
  { actor, resident }: { readonly actor: ResidentActor; readonly resident: Resident },
): boolean {
  if (!sensitive) return true;
  const asker = askedBy.by === 'account' ? askedBy.accountId : resident.accountId;
  return asker === actor.accountId;
}
