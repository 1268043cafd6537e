import * as messages from '../../shared/messages/health.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';
import { type TakeFeedPorts, takeFeed } from './take-feed.ts';

/** What laboratories and health offices send: known by their signature alone. */
export function mountHealthFeedRoutes(app: App, ports: TakeFeedPorts): void {
  mountRoute(app, {
    endpoint: messages.sendHealthFeed,
    action: 'health_feed.send',
    authenticate: authenticateAnyone,
    handle: ({ params, body, request: { address }, now }) =>
      takeFeed(ports, { ...params, jws: new TextDecoder().decode(body), address, now }),
  });
}
