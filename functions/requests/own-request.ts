import type { RequestId, ResidentId } from '../../shared/ids.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import type { DeskStores } from './desk.ts';
import { findRequest } from './find-request.ts';
import { isToldOf } from './is-told-of.ts';
import type { StoredRequest } from './request.ts';

export type OwnRequestPorts = SpeaksForPorts & Pick<DeskStores, 'requests' | 'settings' | 'photos'>;
export type OwnRequestInput = {
  readonly actor: ResidentActor;
  readonly requestId: RequestId;
  readonly now: number;
};

/** A request of somebody for whom this phone speaks. What is not told to it is not there. */
export async function findOwnRequest(
  ports: OwnRequestPorts,
  input: OwnRequestInput,
): Promise<{ readonly request: StoredRequest; readonly residentId: ResidentId } | Failure> {
  const { actor } = input;
  const request = await findRequest(ports, input);
  const residentId = request?.residentId;
  if (request === undefined || residentId === undefined) return fail('not_found');
  const resident = await speaksFor(ports, { actor, residentId });
  if (isFailure(resident)) return resident;
  return isToldOf(request, { actor, resident }) ? { request, residentId } : fail('not_found');
}
