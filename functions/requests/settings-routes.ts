import * as messages from '../../shared/messages/desk-settings.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { RandomBytes } from '../platform/random.ts';
import { addTeam } from './add-team.ts';
import type { DeskStores } from './desk.ts';
import { endTeam } from './end-team.ts';
import { listTeams } from './list-teams.ts';
import { readDeskSettings } from './read-desk-settings.ts';
import { setDeskSettings } from './set-desk-settings.ts';
import { setTeam } from './set-team.ts';

export type SettingsRoutesDeps = Pick<DeskStores, 'settings' | 'workers'> & {
  readonly random: RandomBytes;
  readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
};

/** How a desk works: its types, its days and its teams. */
export function mountDeskSettingsRoutes(app: App, deps: SettingsRoutesDeps): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: messages.readDeskSettings,
    action: 'desk_settings.read',
    authenticate,
    handle: ({ params, actor, now }) => readDeskSettings(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.setDeskSettings,
    action: 'desk_settings.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      setDeskSettings(deps, { actor, ...params, change: body, now }),
  });
  mountRoute(app, {
    endpoint: messages.listTeams,
    action: 'desk_settings.read',
    authenticate,
    handle: ({ params, actor, now }) => listTeams(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.addTeam,
    action: 'desk_settings.edit',
    authenticate,
    handle: ({ params, body: given, actor, now }) =>
      addTeam(deps, { actor, ...params, given, now }),
  });
  mountRoute(app, {
    endpoint: messages.setTeam,
    action: 'desk_settings.edit',
    authenticate,
    handle: ({ params, body, actor, now }) => setTeam(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.endTeam,
    action: 'desk_settings.edit',
    authenticate,
    handle: ({ params, actor, now }) => endTeam(deps, { actor, ...params, now }),
  });
}
