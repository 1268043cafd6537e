import type { PhotoId, RequestId } from '../../shared/ids.ts';
import { attachPhotos, type PhotoStore } from '../photos/index.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { DeskStores } from './desk.ts';
import { findOwnRequest, type OwnRequestInput, type OwnRequestPorts } from './own-request.ts';
import type { StoredRequest } from './request.ts';
import { findStaffRequest, type StaffRequestInput } from './staff-request.ts';
import { isAssignee } from './standing.ts';

/** Every photo that a request names: its own, those of its steps, receipts. */
export function photosOf({ photos, steps, advances }: StoredRequest): readonly PhotoId[] {
  const ofSteps = steps.flatMap((step) => step.photos ?? []);
  const receipts = advances.flatMap(({ receipt }) => receipt ?? []);
  return [...new Set([...photos, ...ofSteps, ...receipts])];
}

/** The photos of an own request. */
export async function seenByResident(
  ports: OwnRequestPorts,
  input: OwnRequestInput,
): Promise<readonly PhotoId[] | Failure> {
  const found = await findOwnRequest(ports, input);
  return isFailure(found) ? found : photosOf(found.request);
}

/** The photos of a request for somebody of staff: of a sensitive one, for whoever has it alone. */
export async function seenByStaff(
  ports: Pick<DeskStores, 'requests' | 'settings'>,
  input: StaffRequestInput,
): Promise<readonly PhotoId[] | Failure> {
  const found = await findStaffRequest(ports, input);
  if (isFailure(found)) return found;
  const { request } = found;
  return request.sensitive && !isAssignee(input, request) ? [] : photosOf(request);
}

/** Gives a request the photos that a step of it names, before the write that names them. */
export async function attachTo(
  requestId: RequestId,
  { photos }: { readonly photos: Pick<PhotoStore, 'attach'> },
  named: {
    readonly photos: readonly PhotoId[] | undefined;
    readonly actor: ResidentActor | StaffActor;
    readonly facts: AuditFacts;
  },
): Promise<undefined | Failure> {
  const { photos: all = [], actor, facts: audit } = named;
  return attachPhotos({ photos }, all, { accountId: actor.accountId, requestId, audit });
}
