import * as messages from '../../shared/messages/whistles.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AnswerWhistlePorts, answerWhistle } from './answer-whistle.ts';
import { type BlowWhistlePorts, blowWhistle } from './blow-whistle.ts';
import { type ListWhistlesPorts, listWhistles } from './list-whistles.ts';
import { readWhistleCall } from './read-whistle-call.ts';
import { type TakeBackWhistlePorts, takeBackWhistle } from './take-back-whistle.ts';

export type WhistleRoutesDeps = BlowWhistlePorts &
  ListWhistlesPorts &
  TakeBackWhistlePorts & {
    readonly whistles: BlowWhistlePorts['whistles'] &
      ListWhistlesPorts['whistles'] &
      TakeBackWhistlePorts['whistles'];
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

export type WhistleLinkDeps = AnswerWhistlePorts;

/** Calling departments to a request. */
export function mountWhistleRoutes(app: App, deps: WhistleRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.blowWhistle,
    action: 'whistle.blow',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      blowWhistle(deps, { actor, ...params, call: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listWhistles,
    action: 'whistle.read',
    authenticate,
    handle: ({ params, actor, now }) => listWhistles(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.takeBackWhistle,
    action: 'whistle.take_back',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      takeBackWhistle(deps, { actor, ...params, ...body, now }),
  });
}

/** What a department sees and says by its link, without an account. */
export function mountWhistleLinkRoutes(app: App, ports: WhistleLinkDeps): void {
  mountRoute(app, {
    endpoint: messages.readWhistleCall,
    action: 'whistle.answer',
    authenticate: authenticateAnyone,
    handle: ({ body, request: { address }, now }) =>
      readWhistleCall(ports, { ...body, address, now }),
  });
  mountRoute(app, {
    endpoint: messages.answerWhistle,
    action: 'whistle.answer',
    authenticate: authenticateAnyone,
    handle: ({ body, request: { address }, now }) =>
      answerWhistle(ports, { ...body, address, now }),
  });
}
