import * as messages from '../../shared/messages/request-matters.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { answerRating } from './answer-rating.ts';
import { confirmOwnHandOver, denyOwnMatter, settleOwnAdvance } from './confirm-own-matter.ts';
import type { StaffDesk } from './desk.ts';
import type { OwnRequestPorts } from './own-request.ts';
import { recordAdvance, settleAdvance } from './record-advance.ts';
import { giveBack, recordHandOver } from './record-hand-over.ts';
import { witnessMatter } from './witness-matter.ts';

type Authenticating<A> = (request: IncomingRequest) => Promise<A | Failure>;

/** What goes from hand to hand in a request, said by those who work at it. */
export function mountMatterRoutes(
  app: App,
  deps: StaffDesk & { readonly authenticate: Authenticating<StaffActor> },
): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.recordHandOver,
    action: 'hand_over.record',
    authenticate,
    handle: ({ params, body: given, actor, now }) =>
      recordHandOver(deps, { actor, ...params, given, now }),
  });
  mountRoute(app, {
    endpoint: messages.giveBack,
    action: 'hand_over.record',
    authenticate,
    handle: ({ params, actor, now }) => giveBack(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.recordAdvance,
    action: 'advance.record',
    authenticate,
    handle: ({ params, body: given, actor, now }) =>
      recordAdvance(deps, { actor, ...params, given, now }),
  });
  mountRoute(app, {
    endpoint: messages.settleAdvance,
    action: 'advance.record',
    authenticate,
    handle: ({ params, actor, now }) => settleAdvance(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.witnessMatter,
    action: 'request.close',
    authenticate,
    handle: ({ params, body: what, actor, now }) =>
      witnessMatter(deps, { actor, ...params, what, now }),
  });
  mountRoute(app, {
    endpoint: messages.answerRating,
    action: 'rating.answer',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      answerRating(deps, { actor, ...params, ...body, now }),
  });
}

/** The same, said by whoever asked. */
export function mountOwnMatterRoutes(
  app: App,
  deps: OwnRequestPorts & { readonly authenticate: Authenticating<ResidentActor> },
): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.confirmOwnHandOver,
    action: 'own_hand_over.confirm',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      confirmOwnHandOver(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.settleOwnAdvance,
    action: 'own_advance.settle',
    authenticate,
    handle: ({ params, actor, now }) => settleOwnAdvance(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.denyOwnMatter,
    action: 'own_matter.deny',
    authenticate,
    handle: ({ params, body: what, actor, now }) =>
      denyOwnMatter(deps, { actor, ...params, what, now }),
  });
}
