import { compoundOf } from '../../shared/ids.ts';
import type { OwnRequest, OwnStep } from '../../shared/messages/requests.ts';
import type { Action } from '../../shared/permissions.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { wasTaken } from './after-step.ts';
import { findOwnRequest, type OwnRequestInput, type OwnRequestPorts } from './own-request.ts';
import { attachTo } from './photos-of-request.ts';
import { ownRequestOf } from './shown-own-request.ts';
import { stepRequest } from './step-request.ts';

const ACTIONS = {
  note: 'own_request.note',
  cancel: 'own_request.cancel',
  reopen: 'own_request.reopen',
  rate: 'own_request.rate',
} as const satisfies Record<OwnStep['step'], Action>;

/** Whoever asked adds a word, takes it back, rates what was done, or says that it was not. */
export async function stepOwnRequest(
  ports: OwnRequestPorts,
  { what, ...input }: OwnRequestInput & { readonly what: OwnStep },
): Promise<OwnRequest | Failure> {
  const found = await findOwnRequest(ports, input);
  if (isFailure(found)) return found;
  const { actor, now } = input;
  const { request, residentId } = found;
  const place = compoundOf(request.requestId);
  const taken = {
    ...what,
    as: 'requester',
    by: { as: 'requester', accountId: actor.accountId },
    now,
    facts: factsOf(actor, { action: ACTIONS[what.step], place, purpose: 'service_desk', now }),
  } as const;
  // Sent again, its photos may have gone with the words of the request.
  if (wasTaken(request, what.key, actor.accountId))
    return ownRequestOf(request, { residentId, now });
  const photos = what.step === 'note' ? what.photos : undefined;
  const refused = await attachTo(request.requestId, ports, { photos, actor, facts: taken.facts });
  if (refused !== undefined) return refused;
  const after = await stepRequest(ports, request, () => taken);
  return isFailure(after) ? after : ownRequestOf(after, { residentId, now });
}
