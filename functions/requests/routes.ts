import * as messages from '../../shared/messages/requests.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { claimRequest } from './claim-request.ts';
import type { StaffDesk } from './desk.ts';
import { readBoard, readMyTasks, readOpenToMe } from './list-requests.ts';
import { readRequest } from './read-request.ts';
import { takeRequest } from './take-request.ts';
import { workOnRequest } from './work-on-request.ts';

export type DeskRoutesDeps = StaffDesk & {
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** The service desk, for those who do what is asked and those who see that it is done. */
export function mountDeskRoutes(app: App, deps: DeskRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readBoard,
    action: 'request.board',
    authenticate,
    handle: ({ params, actor, now }) => readBoard(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.readOpenToMe,
    action: 'request.claim',
    authenticate,
    handle: ({ params, actor, now }) => readOpenToMe(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.readMyTasks,
    action: 'request.work',
    authenticate,
    handle: ({ params, actor, now }) => readMyTasks(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.readRequest,
    action: 'request.read',
    authenticate,
    handle: ({ params, actor, now }) => readRequest(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.takeRequest,
    action: 'request.take',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      takeRequest(deps, { actor, ...params, request: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.claimRequest,
    action: 'request.claim',
    authenticate,
    handle: ({ params, actor, now }) => claimRequest(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.workOnRequest,
    action: 'request.work',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      workOnRequest(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.assignRequest,
    action: 'request.assign',
    authenticate,
    handle: ({ params, body, actor, now }) => {
      const what = { step: 'assign', ...body } as const;
      return workOnRequest(deps, { actor, ...params, what, only: 'desk', now });
    },
  });
  mountRoute(app, {
    endpoint: messages.closeRequest,
    action: 'request.close',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      workOnRequest(deps, { actor, ...params, what: body, only: 'desk', now }),
  });
}
