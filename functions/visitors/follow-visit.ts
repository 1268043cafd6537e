import { compoundOf } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { ScanStore } from '../gates/index.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { hasPassed } from './decide-visit.ts';
import type { StoredInvitation } from './invitation.ts';
import type { InvitationStore } from './invitation-store.ts';
import { invitationIn } from './invitation-store-dynamo.ts';
import type { Visit, VisitDecision } from './visit.ts';
import { visitChangeIn } from './visit-store-dynamo.ts';

export type FollowVisitPorts = NotifyPorts & {
  readonly scans: Pick<ScanStore, 'recordUnused'>;
  readonly invitations: Pick<InvitationStore, 'findInvitation'>;
};

const nameOf = ({ deviceId, boot, seq }: VisitDecision): string => `${deviceId}.${boot}.${seq}`;

/** Asked about, and then let in by hand: the second is news as well. */
const stepOf = (decision: VisitDecision): string => `${nameOf(decision)}.${decision.hand ?? ''}`;

/** What was decided by this write and not before it. */
export function newlyDecided(before: Visit | undefined, after: Visit): readonly VisitDecision[] {
  const known = new Set(before?.decided.map(stepOf));
  return after.decided.filter((decision) => !known.has(stepOf(decision)));
}

const scanOf = ({
  deviceId,
  boot,
  seq,
  gateId,
  outcome,
  reason,
  direction,
  at,
}: VisitDecision) => ({
  name: { deviceId, boot, seq },
  gateId,
  verdict: { outcome, reason, class: 'visitor' as const },
  direction,
  at,
  keptUntil: at + KEPT_MS.visitor_passage,
});

/** The host hears that somebody has come: nobody ever that they have left. */
export function toldOfArrival(
  { invitationId, account, place, type }: StoredInvitation,
  decision: VisitDecision,
): Notification {
  return {
    template: 'visitor_arrived',
    parameters: { compound: place, type },
    compoundId: compoundOf(invitationId),
    key: `${invitationId}#arrived#${nameOf(decision)}`,
    to: { account },
    urgency: 'urgent',
    at: decision.at,
    link: '/visitors',
  };
}

/** The host is asked about a second phone: once for each that opens the link. */
function toldOfSecondPhone(
  before: StoredInvitation | undefined,
  { invitationId, account, place, asking }: StoredInvitation,
): readonly Notification[] {
  if (asking === undefined || before?.asking?.thumbprint === asking.thumbprint) return [];
  return [
    {
      template: 'visitor_second_phone',
      parameters: { compound: place },
      compoundId: compoundOf(invitationId),
      key: `${invitationId}#second#${asking.at}`,
      to: { account },
      urgency: 'urgent',
      at: asking.at,
      link: '/visitors',
    },
  ];
}

/**
 * Follows visits from the stream: each scan into the gate's record, once, and each arrival to the
 * host. Delivered twice, all of it is as it was.
 */
export async function followVisit(ports: FollowVisitPorts, change: ItemChange): Promise<void> {
  const invitation = invitationIn(change.after);
  if (invitation !== undefined) {
    const before = invitationIn(change.before);
    for (const told of toldOfSecondPhone(before, invitation)) await notify(ports, told);
    return;
  }
  const visit = visitChangeIn(change);
  if (visit === undefined) return;
  for (const decision of newlyDecided(visit.before, visit.after)) {
    const { direction, at, by } = decision;
    // What the guard did about an ask, the gate's own device records.
    if (decision.hand === undefined) await ports.scans.recordUnused(scanOf(decision));
    if (!hasPassed(decision) || direction !== 'in' || by === undefined) continue;
    const invited = await ports.invitations.findInvitation(by, at);
    if (invited !== undefined) await notify(ports, toldOfArrival(invited, decision));
  }
}
