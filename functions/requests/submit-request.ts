import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { OwnRequest, SubmitRequest } from '../../shared/messages/requests.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import { checkRequest } from './check-request.ts';
import type { DeskRegister, DeskStores } from './desk.ts';
import { findRequest } from './find-request.ts';
import { newRequest, requestIdOf } from './new-request.ts';
import { attachTo } from './photos-of-request.ts';
import { placeOfResident } from './place-of-request.ts';
import { routeRequest } from './routing.ts';
import { ownRequestOf } from './shown-own-request.ts';

export type SubmitPorts = DeskStores &
  DeskRegister &
  SpeaksForPorts & { readonly rates: RateLimits };

/** More than anybody needs in a day, and no way to fill a desk. */
const MOST_A_DAY: RateLimit = { kind: 'request', most: 40, windowMs: 86_400_000 };

/** A resident asks for something; the same key again is the same request. */
export async function submitRequest(
  ports: SubmitPorts,
  input: {
    readonly actor: ResidentActor;
    readonly residentId: ResidentId;
    readonly request: SubmitRequest;
    readonly now: number;
  },
): Promise<OwnRequest | Failure> {
  const { actor, residentId, request, now } = input;
  const resident = await speaksFor(ports, input);
  if (isFailure(resident)) return resident;
  const compound = compoundOf(residentId);
  const { accountId } = actor;
  const requestId = requestIdOf(compound, accountId, request.key);
  const before = await findRequest(ports, { requestId, now });
  if (before !== undefined) return ownRequestOf(before, { residentId, now });
  const { types, calendar } = await ports.settings.readSettings(compound);
  const type = checkRequest(types, request, compound);
  if (isFailure(type)) return type;
  const taken = await ports.rates.take(MOST_A_DAY, accountId, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const place = await placeOfResident(ports, resident);
  if (isFailure(place)) return place;
  const { within } = place;
  const routed = await routeRequest(ports, { compound, type, within, residentId, now });
  const asked = newRequest({
    requestId,
    type,
    calendar,
    place,
    routed,
    resident,
    askedBy: { by: 'account', accountId },
    by: { as: 'requester', accountId },
    words: request,
    facts: factsOf(actor, {
      action: 'request.submit',
      place: compound,
      purpose: 'service_desk',
      now,
    }),
    now,
  });
  const { photos } = request;
  const refused = await attachTo(asked.requestId, ports, { photos, actor, facts: asked.audit });
  if (refused !== undefined) {
    // Sent again, after its photos have gone with its words.
    const kept = await ports.requests.findRequest(asked.requestId);
    return kept === undefined ? refused : ownRequestOf(kept, { residentId, now });
  }
  const outcome = await ports.requests.keepRequest(asked);
  return ownRequestOf(outcome === 'kept' ? asked : outcome, { residentId, now });
}
