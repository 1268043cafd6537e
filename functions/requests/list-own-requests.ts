import type { OwnRequest } from '../../shared/messages/requests.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForInput, speaksFor } from '../residents/index.ts';
import { isInTerm } from './find-request.ts';
import { isToldOf } from './is-told-of.ts';
import type { OwnRequestPorts } from './own-request.ts';
import { ownRequestOf } from './shown-own-request.ts';

/** What somebody asked for, the newest first. */
export async function listOwnRequests(
  ports: OwnRequestPorts,
  input: SpeaksForInput & { readonly now: number },
): Promise<{ requests: OwnRequest[] } | Failure> {
  const { actor, residentId, now } = input;
  const resident = await speaksFor(ports, input);
  if (isFailure(resident)) return resident;
  const requests = await ports.requests.listRequestsOf(residentId);
  const told = requests.filter(
    (request) => isToldOf(request, { actor, resident }) && isInTerm(request, now),
  );
  return { requests: told.map((request) => ownRequestOf(request, { residentId, now })) };
}
