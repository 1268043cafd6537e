import * as arrivals from '../../shared/messages/arrivals.ts';
import * as messages from '../../shared/messages/invitations.ts';
import { authenticateEnrolledDevice } from '../gates/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AdmitByPinPorts, admitByPin } from './admit-by-pin.ts';
import { type AnswerSecondPhonePorts, answerSecondPhone } from './answer-second-phone.ts';
import { type CancelInvitationPorts, cancelInvitation } from './cancel-invitation.ts';
import { type DecideArrivalPorts, decideArrival } from './decide-arrival.ts';
import { type InviteVisitorPorts, inviteVisitor } from './invite-visitor.ts';
import { type ListOwnInvitationsPorts, listOwnInvitations } from './list-own-invitations.ts';
import { type NoteLetInPorts, noteLetIn } from './note-let-in.ts';
import { type OpenInvitationPorts, openInvitation } from './open-invitation.ts';

export type InvitationRoutesDeps = Omit<InviteVisitorPorts, 'invitations'> &
  Omit<ListOwnInvitationsPorts, 'invitations'> &
  Omit<AnswerSecondPhonePorts, 'invitations'> & {
    readonly invitations: InviteVisitorPorts['invitations'] &
      ListOwnInvitationsPorts['invitations'] &
      CancelInvitationPorts['invitations'] &
      AnswerSecondPhonePorts['invitations'];
    readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
  };

/** What a resident does with invitations. */
export function mountInvitationRoutes(app: App, deps: InvitationRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.inviteVisitor,
    action: 'invitation.invite',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      inviteVisitor(deps, { actor, ...params, invite: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listOwnInvitations,
    action: 'invitation.read',
    authenticate,
    handle: ({ params, actor, now }) => listOwnInvitations(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.cancelInvitation,
    action: 'invitation.cancel',
    authenticate,
    handle: ({ params, actor, now }) => cancelInvitation(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.answerSecondPhone,
    action: 'invitation.answer',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      answerSecondPhone(deps, { actor, ...params, ...body, now }),
  });
}

/** What whoever has a link may ask, without an account. */
export function mountVisitRoutes(app: App, deps: OpenInvitationPorts): void {
  mountRoute(app, {
    endpoint: messages.openInvitation,
    action: 'invitation.open',
    authenticate: authenticateAnyone,
    handle: ({ body, request: { address }, now }) =>
      openInvitation(deps, { ...body, address, now }),
  });
}

/** What a gate's device asks about somebody who was invited. */
export function mountArrivalRoutes(
  app: App,
  deps: DecideArrivalPorts & AdmitByPinPorts & NoteLetInPorts,
): void {
  const authenticate = authenticateEnrolledDevice(deps.directory);
  mountRoute(app, {
    endpoint: arrivals.decideArrival,
    action: 'arrival.decide',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      decideArrival(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: arrivals.noteLetIn,
    action: 'arrival.note_let_in',
    authenticate,
    handle: ({ params, body, actor, now }) => noteLetIn(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: arrivals.admitByPin,
    action: 'arrival.admit_by_pin',
    authenticate,
    handle: ({ params, body, actor, now }) => admitByPin(deps, { actor, ...params, ...body, now }),
  });
}
