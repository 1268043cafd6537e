import { readRequestPhone } from '../../shared/messages/request-phone.ts';
import * as messages from '../../shared/messages/requests.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { claimRequest } from './claim-request.ts';
import type { StaffDesk } from './desk.ts';
import { readBoard } from './read-board.ts';
import { readMyTasks } from './read-my-tasks.ts';
import { readOpenToMe } from './read-open-to-me.ts';
import { readPhone } from './read-phone.ts';
import { readRequest } from './read-request.ts';
import { setHotlineNumber } from './set-hotline-number.ts';
import { mountDeskSettingsRoutes, type SettingsRoutesDeps } from './settings-routes.ts';
import { takeRequest } from './take-request.ts';
import { workOnRequest } from './work-on-request.ts';

export type DeskRoutesDeps = StaffDesk &
  Pick<SettingsRoutesDeps, 'random'> & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** The service desk, for those who do what is asked and those who see that it is done. */
export function mountDeskRoutes(app: App, deps: DeskRoutesDeps): void {
  const { authenticate } = deps;
  mountDeskSettingsRoutes(app, deps);
  mountRoute(app, {
    endpoint: messages.readBoard,
    action: 'request.board',
    authenticate,
    handle: ({ params, actor, now }) => readBoard(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.readBoardOf,
    action: 'request.board',
    authenticate,
    handle: ({ params: { compoundId, requestState: state }, actor, now }) =>
      readBoard(deps, { actor, compoundId, state, now }),
  });
  mountRoute(app, {
    endpoint: messages.readMoreOfBoard,
    action: 'request.board',
    authenticate,
    handle: ({ params: { compoundId, boardCursor: cursor }, actor, now }) =>
      readBoard(deps, { actor, compoundId, cursor, now }),
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
    endpoint: readRequestPhone,
    action: 'request.phone',
    authenticate,
    handle: ({ params, actor, now }) => readPhone(deps, { actor, ...params, now }),
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
    endpoint: messages.setHotlineNumber,
    action: 'request.hotline_number',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      setHotlineNumber(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.closeRequest,
    action: 'request.close',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      workOnRequest(deps, { actor, ...params, what: body, only: 'desk', now }),
  });
}
