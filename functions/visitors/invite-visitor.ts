import { compoundNumberOf, compoundOf, InvitationId, type ResidentId } from '../../shared/ids.ts';
import type { Invite, OwnInvitation } from '../../shared/messages/invitations.ts';
import { endsAt } from '../../shared/visitors/visit-times.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import type { StoredInvitation } from './invitation.ts';
import type { InvitationStore } from './invitation-store.ts';
import type { Measures } from './measures.ts';
import { shownInvitation } from './shown-invitation.ts';

export type InviteVisitorPorts = SpeaksForPorts & {
  readonly invitations: Pick<InvitationStore, 'keepInvitation'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly rates: Pick<RateLimits, 'take'>;
  readonly measures: Measures;
  /** Derived for `invitation-link`. */
  readonly linkKey: Uint8Array;
};

const DAY_MS = 86_400_000;
/** A household with a party, a move and two carers; more is somebody who sells entry. */
const INVITED_PER_HOUSE = { kind: 'invitations', most: 40, windowMs: DAY_MS } as const;

/**
 * Somebody of a house says who may come, and when. The link comes with the answer, and again with
 * each look at it. The same key again is the same invitation.
 */
export async function inviteVisitor(
  ports: InviteVisitorPorts,
  {
    actor,
    residentId,
    invite,
    now,
  }: {
    readonly actor: ResidentActor;
    readonly residentId: ResidentId;
    readonly invite: Invite;
    readonly now: number;
  },
): Promise<OwnInvitation | Failure> {
  const host = await speaksFor(ports, { actor, residentId });
  if (isFailure(host)) return host;
  const { key, name, type, times, plate, most = 1 } = invite;
  if (endsAt(times) <= now) return fail('invalid_input', { field: 'times' });
  const compoundId = compoundOf(residentId);
  const { houseId, building } = host;
  if (await ports.measures.holdsNow(houseId, 'no_visitors', now)) return fail('no_visitors_now');
  const { compounds, houses } = await ports.compounds.findPlaces([compoundId], [houseId]);
  const [house] = houses;
  const [compound] = compounds;
  if (house === undefined || compound === undefined) return fail('not_found');
  const taken = await ports.rates.take(INVITED_PER_HOUSE, houseId, now);
  if (taken !== 'taken') return fail('too_many_invitations', taken);

  const invitation: StoredInvitation = {
    invitationId: InvitationId.parse(`inv_${compoundNumberOf(residentId)}_${key}`),
    houseId,
    residentId,
    account: actor.accountId,
    place: compound.name,
    building,
    houseLabel: house.label,
    name,
    type,
    times,
    ...(plate === undefined ? {} : { plate }),
    most,
    opened: 0,
    serials: [],
    state: 'active',
    at: now,
    version: 1,
    audit: factsOf(actor, {
      action: 'invitation.invite',
      place: compoundId,
      purpose: 'own_record',
      now,
    }),
  };
  const kept = await ports.invitations.keepInvitation(invitation);
  const stands = kept === 'kept' ? invitation : kept;
  // Somebody else's name for theirs: nobody comes upon it, and nobody is shown it.
  if (stands.account !== actor.accountId) return fail('state_conflict');
  return shownInvitation(stands, ports.linkKey, now);
}
