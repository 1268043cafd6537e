import type { RequestType } from '../../shared/desk/request-types.ts';
import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { OwnRequest } from '../../shared/messages/requests.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { findOwnRequest, type OwnRequestInput, type OwnRequestPorts } from './own-request.ts';
import { ownRequestOf } from './shown-own-request.ts';
import { isToldOf, speaksFor } from './speaks-for.ts';

type Input = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

/** What a resident can ask for here. */
export async function readOfferedTypes(
  ports: OwnRequestPorts,
  input: Input,
): Promise<{ types: RequestType[] } | Failure> {
  const resident = await speaksFor(ports, input);
  if (isFailure(resident)) return resident;
  const { types } = await ports.settings.readSettings(compoundOf(input.residentId));
  return { types: types.filter(({ offered }) => offered) };
}

/** What somebody asked for, the newest first. */
export async function listOwnRequests(
  ports: OwnRequestPorts,
  input: Input,
): Promise<{ requests: OwnRequest[] } | Failure> {
  const { actor, residentId, now } = input;
  const resident = await speaksFor(ports, input);
  if (isFailure(resident)) return resident;
  const requests = await ports.requests.listRequestsOf(residentId);
  const told = requests.filter(
    (request) =>
      isToldOf(request, { actor, resident }) && now < (request.closedAt ?? now) + KEPT_MS.request,
  );
  return { requests: told.map((request) => ownRequestOf(request, { residentId, now })) };
}

export async function readOwnRequest(
  ports: OwnRequestPorts,
  input: OwnRequestInput,
): Promise<OwnRequest | Failure> {
  const found = await findOwnRequest(ports, input);
  if (isFailure(found)) return found;
  return ownRequestOf(found.request, { residentId: found.residentId, now: input.now });
}
