import * as messages from '../../shared/messages/alerts.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AcknowledgePorts, acknowledgeAlert } from './acknowledge-alert.ts';
import { type AlertDeskPorts, readAlertDesk } from './read-alert-desk.ts';

export type AlertRoutesDeps = AcknowledgePorts &
  AlertDeskPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  };

/** What the community sees to while an emergency lasts. */
export function mountAlertRoutes(app: App, deps: AlertRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readAlertDesk,
    action: 'alert.read',
    authenticate,
    handle: ({ params, actor, now }) => readAlertDesk(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.acknowledgeAlert,
    action: 'alert.acknowledge',
    authenticate,
    handle: ({ params, actor, now }) => acknowledgeAlert(deps, { actor, ...params, now }),
  });
}
