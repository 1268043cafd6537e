import { compoundOf } from '../../shared/ids.ts';
import type { DenyMatter } from '../../shared/messages/request-matters.ts';
import type { OwnRequest } from '../../shared/messages/requests.ts';
import type { Action } from '../../shared/permissions.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { written } from './change-matters.ts';
import { confirmed, denied, type Saying, settled } from './matters.ts';
import { findOwnRequest, type OwnRequestInput, type OwnRequestPorts } from './own-request.ts';
import type { StoredRequest } from './request.ts';
import { ownRequestOf } from './shown-own-request.ts';
import { changeRequest } from './step-request.ts';

async function changeOwn(
  ports: OwnRequestPorts,
  input: OwnRequestInput,
  action: Action,
  decide: (request: StoredRequest, saying: Saying) => StoredRequest | Failure,
): Promise<OwnRequest | Failure> {
  const found = await findOwnRequest(ports, input);
  if (isFailure(found)) return found;
  const { actor, now } = input;
  const { request, residentId } = found;
  const place = compoundOf(request.requestId);
  const audit = factsOf(actor, { action, place, purpose: 'service_desk', now });
  const { calendar } = await ports.settings.readSettings(place);
  const after = await changeRequest(ports.requests, request, (current) =>
    written(current, decide(current, { by: 'requester', now }), { audit, calendar, now }),
  );
  return isFailure(after) ? after : ownRequestOf(after, { residentId, now });
}

/** Whoever asked says that a thing is with the worker, or that it is back. */
export function confirmOwnHandOver(
  ports: OwnRequestPorts,
  input: OwnRequestInput & { readonly handOverId: string; readonly of: 'out' | 'back' },
): Promise<OwnRequest | Failure> {
  return changeOwn(ports, input, 'own_hand_over.confirm', (request, saying) =>
    confirmed(request, input, saying),
  );
}

/** Whoever asked says that the money is settled. */
export function settleOwnAdvance(
  ports: OwnRequestPorts,
  { advanceId, ...input }: OwnRequestInput & { readonly advanceId: string },
): Promise<OwnRequest | Failure> {
  return changeOwn(ports, input, 'own_advance.settle', (request, saying) =>
    settled(request, advanceId, saying),
  );
}

/** Whoever asked says that what the worker says is not so; the desk sees it. */
export function denyOwnMatter(
  ports: OwnRequestPorts,
  { what, ...input }: OwnRequestInput & { readonly what: DenyMatter },
): Promise<OwnRequest | Failure> {
  return changeOwn(ports, input, 'own_matter.deny', (request, { now }) =>
    denied(request, what, now),
  );
}
