import type { CompoundId, JoinRequestId, ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { JoinRequest } from './join-request.ts';
import type { HousePlace } from './register-row.ts';
import type { Registered } from './registered.ts';
import type { NewResident, Resident } from './resident.ts';

/** What an approval comes to: somebody new, or the number of somebody who stood there without one. */
export type Joining =
  | { readonly as: 'new'; readonly resident: NewResident; readonly place: HousePlace }
  | { readonly as: 'number'; readonly before: Registered; readonly after: Resident };

/** The requests to be registered in a compound, each decided once. */
export interface JoinRequestStore {
  /** Notes it; where the same is asked, or was decided within its term, nothing changes. */
  ask(request: Omit<JoinRequest, 'version' | 'state'>, audit: AuditFacts): Promise<void>;
  findRequest(id: JoinRequestId, nowMs: number): Promise<JoinRequest | undefined>;
  /** Those that wait, the longest waiting first. */
  listRequests(compound: CompoundId, nowMs: number): Promise<readonly JoinRequest[]>;
  /** Approves one that still waits, and registers whom it is about: both or neither. */
  approve(
    request: JoinRequest,
    joining: Joining,
    audit: AuditFacts,
  ): Promise<ResidentId | 'conflict'>;
  refuse(request: JoinRequest, audit: AuditFacts): Promise<'refused' | 'conflict'>;
}
