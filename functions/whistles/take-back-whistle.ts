import { compoundOf, type WhistleId } from '../../shared/ids.ts';
import type { Whistle } from '../../shared/messages/whistles.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { placesOf, type RequestStore } from '../requests/index.ts';
import { shownWhistle } from './shown-whistle.ts';
import type { WhistleStore } from './whistle-store.ts';

export type TakeBackWhistlePorts = {
  readonly whistles: Pick<WhistleStore, 'findWhistle' | 'changeWhistle'>;
  readonly requests: Pick<RequestStore, 'findRequest'>;
  readonly nameOf: (actor: StaffActor) => Promise<string | undefined>;
  /** Derived for `whistle-link`. */
  readonly linkKey: Uint8Array;
};

const NOBODY = '**';
/** Others who were called answer at the same time. */
const MOST_TRIES = 10;

/**
 * Takes a call on departments back, with the reason: nobody is waited for any more, and its links
 * say so. The first to do it counts.
 */
export async function takeBackWhistle(
  { whistles, requests, nameOf, linkKey }: TakeBackWhistlePorts,
  {
    actor,
    whistleId,
    reason,
    now,
  }: {
    readonly actor: StaffActor;
    readonly whistleId: WhistleId;
    readonly reason: string;
    readonly now: number;
  },
): Promise<Whistle | Failure> {
  const seen = await whistles.findWhistle(whistleId, now);
  const request = seen && (await requests.findRequest(seen.requestId));
  const place = request === undefined ? [compoundOf(whistleId)] : placesOf(request);
  const grant = grantFor(actor, 'whistle.take_back', place, now);
  if (grant === undefined) return fail('not_permitted');
  if (seen === undefined) return fail('not_found');
  const office = grant.office ?? ROLE_RULES[grant.role].office;
  const maskedName = (await nameOf(actor)) ?? NOBODY;
  const audit = factsOf(actor, {
    action: 'whistle.take_back',
    place,
    purpose: 'service_desk',
    now,
  });
  const after = await decideAgain(seen, MOST_TRIES, {
    decide: (whistle) =>
      whistle.takenBack === undefined
        ? {
            ...whistle,
            takenBack: { at: now, reason, by: { office, maskedName } },
            version: whistle.version + 1,
            audit,
          }
        : whistle,
    write: (before, taken) => whistles.changeWhistle(before, taken),
  });
  return isFailure(after) ? after : shownWhistle(after, linkKey);
}
