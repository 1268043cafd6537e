import { compoundOf, type RequestId } from '../../shared/ids.ts';
import type { Whistle } from '../../shared/messages/whistles.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { placesOf, type RequestStore } from '../requests/index.ts';
import { shownWhistle } from './shown-whistle.ts';
import type { WhistleStore } from './whistle-store.ts';

export type ListWhistlesPorts = {
  readonly whistles: Pick<WhistleStore, 'listWhistlesOf'>;
  readonly requests: Pick<RequestStore, 'findRequest'>;
  /** Derived for `whistle-link`. */
  readonly linkKey: Uint8Array;
};

/** Who was called to a request and what they said; with the links for whoever may send them. */
export async function listWhistles(
  { whistles, requests, linkKey }: ListWhistlesPorts,
  {
    actor,
    requestId,
    now,
  }: { readonly actor: StaffActor; readonly requestId: RequestId; readonly now: number },
): Promise<{ whistles: Whistle[] } | Failure> {
  const request = await requests.findRequest(requestId);
  const place = request === undefined ? [compoundOf(requestId)] : placesOf(request);
  if (!mayAct(actor, 'whistle.read', place, now)) return fail('not_permitted');
  if (request === undefined) return fail('not_found');
  const sends = mayAct(actor, 'whistle.blow', place, now);
  const found = await whistles.listWhistlesOf(requestId, now);
  return {
    whistles: found.map((whistle) => shownWhistle(whistle, sends ? linkKey : undefined)),
  };
}
