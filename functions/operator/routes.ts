import { type Notice, readNotice } from '../../shared/messages/sign-in.ts';
import { type App, authenticateAnyone, mountRoute } from '../platform/http.ts';

/** Who answers for the records: told to everybody, before the first number is asked. */
export function mountOperatorRoutes(app: App, notice: Notice): void {
  mountRoute(app, {
    endpoint: readNotice,
    action: 'notice.read',
    authenticate: authenticateAnyone,
    handle: async () => notice,
  });
}
