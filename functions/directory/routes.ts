import {
  editHelpDirectory as editHelpDirectoryEndpoint,
  readHelpDirectory as readHelpDirectoryEndpoint,
  readOwnDirectory as readOwnDirectoryEndpoint,
} from '../../shared/messages/directory.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import type { DirectoryStore } from './directory-store.ts';
import { editDirectory } from './edit-directory.ts';
import { readDirectory } from './read-directory.ts';
import { type ReadOwnDirectoryPorts, readOwnDirectory } from './read-own-directory.ts';

/** Whom a resident calls for help. */
export function mountOwnDirectoryRoutes(
  app: App,
  deps: ReadOwnDirectoryPorts & {
    readonly authenticate: (request: IncomingRequest) => Promise<ResidentActor | Failure>;
  },
): void {
  mountRoute(app, {
    endpoint: readOwnDirectoryEndpoint,
    action: 'directory.read',
    authenticate: deps.authenticate,
    handle: ({ actor }) => readOwnDirectory(deps, { actor }),
  });
}

/** How the list is kept. */
export function mountDirectoryRoutes(
  app: App,
  deps: {
    readonly directories: DirectoryStore;
    readonly authenticate: (request: IncomingRequest) => Promise<StaffActor | Failure>;
  },
): void {
  const { authenticate } = deps;
  mountRoute(app, {
    endpoint: readHelpDirectoryEndpoint,
    action: 'directory.edit',
    authenticate,
    handle: ({ params, actor, now }) => readDirectory(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: editHelpDirectoryEndpoint,
    action: 'directory.edit',
    authenticate,
    handle: ({ params, body, actor, now }) =>
      editDirectory(deps, { actor, ...params, edit: body, now }),
  });
}
