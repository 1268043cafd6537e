import type { OwnRequest } from '../../shared/messages/requests.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { findOwnRequest, type OwnRequestInput, type OwnRequestPorts } from './own-request.ts';
import { ownRequestOf } from './shown-own-request.ts';

/** One request and its timeline, for whoever asked. */
export async function readOwnRequest(
  ports: OwnRequestPorts,
  input: OwnRequestInput,
): Promise<OwnRequest | Failure> {
  const found = await findOwnRequest(ports, input);
  if (isFailure(found)) return found;
  return ownRequestOf(found.request, { residentId: found.residentId, now: input.now });
}
