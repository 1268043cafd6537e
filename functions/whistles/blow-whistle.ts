import { createHash } from 'node:crypto';
import { isOpen } from '../../shared/desk/request-lifecycle.ts';
import { compoundNumberOf, compoundOf, newWhistleId, type RequestId } from '../../shared/ids.ts';
import type { BlowWhistle, Whistle } from '../../shared/messages/whistles.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { placesOf, type RequestStore } from '../requests/index.ts';
import { shownWhistle } from './shown-whistle.ts';
import type { StoredWhistle } from './whistle.ts';
import type { WhistleStore } from './whistle-store.ts';

export type BlowWhistlePorts = {
  readonly whistles: Pick<WhistleStore, 'keepWhistle'>;
  readonly requests: Pick<RequestStore, 'findRequest'>;
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
  readonly nameOf: (actor: StaffActor) => Promise<string | undefined>;
  /** Derived for `whistle-link`. */
  readonly linkKey: Uint8Array;
};

const HOUR_MS = 3_600_000;
const NOBODY = '**';

/**
 * Calls departments to an open request (吹哨报到), each to answer by a time of its own. The links
 * come with the answer: whoever blows it sends them. The same key again is the same whistle.
 */
export async function blowWhistle(
  { whistles, requests, compounds, nameOf, linkKey }: BlowWhistlePorts,
  {
    actor,
    requestId,
    call,
    now,
  }: {
    readonly actor: StaffActor;
    readonly requestId: RequestId;
    readonly call: BlowWhistle;
    readonly now: number;
  },
): Promise<Whistle | Failure> {
  const compoundId = compoundOf(requestId);
  const request = await requests.findRequest(requestId);
  const place = request === undefined ? [compoundId] : placesOf(request);
  const grant = grantFor(actor, 'whistle.blow', place, now);
  if (grant === undefined) return fail('not_permitted');
  if (request === undefined) return fail('not_found');
  if (!isOpen(request.state)) return fail('state_conflict');

  const { staffId } = actor;
  const named = createHash('sha256').update(`${requestId} ${staffId} ${call.key}`).digest();
  const [compound, maskedName = NOBODY] = await Promise.all([
    compounds.findCompound(compoundId),
    nameOf(actor),
  ]);
  // Of what is nobody else's business, the compound alone.
  const where = request.sensitive ? '' : ` ${request.building}`;
  const hotlineNumber = call.hotlineNumber ?? request.hotlineNumber;
  const whistle: StoredWhistle = {
    whistleId: newWhistleId(compoundNumberOf(requestId), named),
    requestId,
    ...(request.gridId === undefined ? {} : { gridId: request.gridId }),
    asked: call.asked,
    place: `${compound?.name ?? ''}${where}`.trim(),
    ...(hotlineNumber === undefined ? {} : { hotlineNumber }),
    departments: call.departments.map(({ name, hours }) => ({ name, by: now + hours * HOUR_MS })),
    at: now,
    by: { staffId, office: grant.office ?? ROLE_RULES[grant.role].office, maskedName },
    version: 1,
    audit: factsOf(actor, { action: 'whistle.blow', place, purpose: 'service_desk', now }),
  };
  const kept = await whistles.keepWhistle(whistle);
  return shownWhistle(kept === 'kept' ? whistle : kept, linkKey);
}
