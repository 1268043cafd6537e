import * as messages from '../../shared/messages/wechat.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { askWeChat } from './ask-wechat.ts';
import { bindWeChat } from './bind-wechat.ts';
import { readWeChat } from './read-wechat.ts';
import { unbindWeChat } from './unbind-wechat.ts';
import type { WeChatPorts } from './wechat.ts';

type Deps<Actor> = WeChatPorts & {
  readonly authenticate: (request: IncomingRequest) => Promise<Actor | Failure>;
};
export type WeChatRoutesDeps = Deps<ResidentActor>;
export type StaffWeChatRoutesDeps = Deps<StaffActor>;

/** A resident's own WeChat: bound, read, unbound. */
export function mountWeChatRoutes(app: App, deps: WeChatRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readWeChat,
    action: 'inbox.read',
    authenticate,
    handle: ({ actor }) => readWeChat(deps, { actor }),
  });
  mountRoute(app, {
    endpoint: messages.askWeChat,
    action: 'wechat.bind',
    authenticate,
    handle: ({ actor, now }) => askWeChat(deps, { actor, now }),
  });
  // Whoever comes from WeChat is on a navigation, which could show no refusal and renew no session:
  // the page takes what it said, in the part of an address that is sent to no server.
  mountRoute(app, {
    endpoint: messages.returnFromWeChat,
    action: 'wechat.return',
    authenticate: authenticateAnyone,
    handle: async ({ request }) => {
      const said = { code: request.query('code'), state: request.query('state') };
      const read = messages.WeChatReturn.safeParse(said).data;
      const query = read === undefined ? '' : `?${new URLSearchParams(read)}`;
      return { to: `/resident/#/telling${query}` as const };
    },
  });
  mountRoute(app, {
    endpoint: messages.bindWeChat,
    action: 'wechat.bind',
    authenticate,
    handle: ({ body, actor, now }) => bindWeChat(deps, { actor, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.unbindWeChat,
    action: 'wechat.unbind',
    authenticate,
    handle: ({ actor, now }) => unbindWeChat(deps, { actor, now }),
  });
}

/** The same of staff. */
export function mountStaffWeChatRoutes(app: App, deps: StaffWeChatRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readStaffWeChat,
    action: 'staff_inbox.read',
    authenticate,
    handle: ({ actor }) => readWeChat(deps, { actor }),
  });
  mountRoute(app, {
    endpoint: messages.askStaffWeChat,
    action: 'staff_wechat.bind',
    authenticate,
    handle: ({ actor, now }) => askWeChat(deps, { actor, now }),
  });
  mountRoute(app, {
    endpoint: messages.bindStaffWeChat,
    action: 'staff_wechat.bind',
    authenticate,
    handle: ({ body, actor, now }) => bindWeChat(deps, { actor, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.unbindStaffWeChat,
    action: 'staff_wechat.unbind',
    authenticate,
    handle: ({ actor, now }) => unbindWeChat(deps, { actor, now }),
  });
}
