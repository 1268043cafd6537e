import * as z from 'zod';
import { compoundNumberOf, compoundOf, type InvitationId } from '../../shared/ids.ts';
import { InvitationLink, type OpenedInvitation } from '../../shared/messages/invitations.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { readKeyProof } from '../platform/key-proof.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import { thumbprintOfKey } from './device-thumbprint.ts';
import { isActiveAt, type StoredInvitation } from './invitation.ts';
import { openInvitationLink } from './invitation-link.ts';
import type { InvitationStore } from './invitation-store.ts';
import type { Measures } from './measures.ts';
import { type SignVisitorPassPorts, signVisitorPass } from './sign-visitor-pass.ts';
import type { Stay, Visit } from './visit.ts';
import type { VisitStore } from './visit-store.ts';
import { visitorPinHash, visitorPinOf } from './visitor-pin.ts';

export type OpenInvitationPorts = SignVisitorPassPorts & {
  readonly invitations: Pick<
    InvitationStore,
    'findInvitation' | 'openInvitation' | 'changeInvitation'
  >;
  readonly visits: Pick<VisitStore, 'findVisitOfKey'>;
  readonly gateNames: (of: InvitationId) => Promise<readonly string[]>;
  readonly rates: Pick<RateLimits, 'take'>;
  readonly measures: Measures;
  readonly random: RandomBytes;
  /** Derived for `invitation-link` and `visitor-pin`. */
  readonly linkKey: Uint8Array;
  readonly pinKey: Uint8Array;
};

export type OpenInvitationInput = {
  readonly link: InvitationLink;
  /** Compressed point and proof, base64url and compact JWS. */
  readonly deviceKey: string;
  readonly proof: string;
  readonly address: string;
  readonly now: number;
};

/** A family behind one address opens theirs, and comes back to it at the gate. */
const OPENED_PER_ADDRESS: RateLimit = { kind: 'invitation-address', most: 120, windowMs: 600_000 };
const MOST_TRIES = 6;

const factsOfOpening = (
  { invitationId }: StoredInvitation,
  action: string,
  at: number,
): AuditFacts => ({
  action,
  by: invitationId,
  office: 'anyone',
  purpose: 'gate',
  at,
  place: compoundOf(invitationId),
});

function stayOf(invitation: StoredInvitation, entered: number): Stay {
  const { houseId, building, account, name, type, times, plate } = invitation;
  const stay = { houseId, building, account, name, type, times, entered };
  return plate === undefined ? stay : { ...stay, plate };
}

/**
 * Opens an invitation in a browser, by its key. The first browser has it; to it the same is answered
 * as often as it asks. Of one person's link a second one waits for the host; of a group's each is one
 * of so many.
 */
export async function openInvitation(
  ports: OpenInvitationPorts,
  { link, deviceKey, proof, address, now }: OpenInvitationInput,
): Promise<OpenedInvitation | Failure> {
  const taken = await ports.rates.take(OPENED_PER_ADDRESS, address, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const invitationId = openInvitationLink(ports.linkKey, link);
  if (invitationId === undefined) return fail('link_unknown');
  const key = Buffer.from(deviceKey, 'base64url');
  const claims = await readKeyProof(proof, key, z.object({ sub: InvitationLink }));
  if (claims?.sub !== link) return fail('invalid_input', { field: 'proof' });
  const compound = compoundOf(invitationId);
  const thumbprint = thumbprintOfKey(key);

  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const found = await ports.invitations.findInvitation(invitationId, now);
    if (found === undefined || !isActiveAt(found, now)) return fail('invitation_over');
    const { houseId } = found;
    if (await ports.measures.holdsNow(houseId, 'no_visitors', now)) return fail('no_visitors_now');
    const seen = await ports.visits.findVisitOfKey(compound, thumbprint);
    const stay = seen?.stays[invitationId];
    if (seen !== undefined && stay !== undefined && stay.endedAt === undefined) {
      return opened(ports, { invitation: found, visit: seen, thumbprint, now });
    }
    const isAllowed = found.allowed?.thumbprint === thumbprint;
    if (!isAllowed && found.opened >= found.most) {
      const asked = await askHost(ports, found, thumbprint, now);
      if (asked === 'again') continue;
      return isFailure(asked) ? asked : { state: 'asked_host', ...(await shown(ports, asked)) };
    }
    const entered = isAllowed ? (found.allowed?.entered ?? 0) : 0;
    const visit = withStay(ports, { seen, invitation: found, deviceKey, entered });
    const pin = visitorPinOf(ports.pinKey, invitationId, thumbprint);
    const outcome = await ports.invitations.openInvitation(found, {
      thumbprint,
      visit,
      seen,
      pinHash: visitorPinHash(ports.pinKey, found.houseId, pin),
      audit: factsOfOpening(found, 'invitation.open', now),
    });
    if (outcome === 'opened') return opened(ports, { invitation: found, visit, thumbprint, now });
  }
  return fail('state_conflict');
}

/** A browser has one visit in a compound, whoever invites it there: it shows one code. */
function withStay(
  { random }: OpenInvitationPorts,
  {
    seen,
    invitation,
    deviceKey,
    entered,
  }: {
    readonly seen: Visit | undefined;
    readonly invitation: StoredInvitation;
    readonly deviceKey: string;
    readonly entered: number;
  },
): Visit {
  const stay = stayOf(invitation, entered);
  const { invitationId } = invitation;
  if (seen !== undefined) {
    return { ...seen, stays: { ...seen.stays, [invitationId]: stay }, turn: seen.turn + 1 };
  }
  const serial = Buffer.from(random(3)).readUIntBE(0, 3);
  return { serial, deviceKey, stays: { [invitationId]: stay }, decided: [], turn: 1 };
}

/** Notes a second browser for the host; of a group's link that is full it says so. */
async function askHost(
  { invitations }: OpenInvitationPorts,
  found: StoredInvitation,
  thumbprint: string,
  now: number,
): Promise<StoredInvitation | Failure | 'again'> {
  if (found.most > 1) return fail('invitation_full');
  if (found.refused === thumbprint) return fail('host_said_no');
  if (found.asking?.thumbprint === thumbprint) return found;
  const after: StoredInvitation = {
    ...found,
    asking: { thumbprint, at: now },
    version: found.version + 1,
    audit: factsOfOpening(found, 'invitation.ask', now),
  };
  return (await invitations.changeInvitation(found, after)) === 'changed' ? after : 'again';
}

async function shown(ports: OpenInvitationPorts, invitation: StoredInvitation) {
  const { invitationId, place, building, name, type, times, plate } = invitation;
  return {
    place,
    building,
    gates: [...(await ports.gateNames(invitationId))],
    name,
    type,
    times,
    ...(plate === undefined ? {} : { plate }),
  };
}

async function opened(
  ports: OpenInvitationPorts,
  {
    invitation,
    visit,
    thumbprint,
    now,
  }: {
    readonly invitation: StoredInvitation;
    readonly visit: Visit;
    readonly thumbprint: string;
    readonly now: number;
  },
): Promise<OpenedInvitation> {
  const { invitationId, houseLabel } = invitation;
  const { pass, expires } = await signVisitorPass(ports, {
    compound: compoundNumberOf(invitationId),
    visit,
    now,
  });
  return {
    state: 'open',
    ...(await shown(ports, invitation)),
    pass,
    expires,
    pin: visitorPinOf(ports.pinKey, invitationId, thumbprint),
    house: houseLabel,
  };
}
