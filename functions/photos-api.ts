import { PHOTO_ERRORS } from '../shared/photo-errors.ts';
import { authenticateResident, authenticateStaff, type StaffPorts } from './identity/index.ts';
import { mountPhotoRoutes, type PhotoRoutesDeps } from './photos/index.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';

export type PhotosApiDeps = Omit<PhotoRoutesDeps, 'authenticateResident' | 'authenticateStaff'> & {
  readonly app?: AppOptions;
  readonly identity: StaffPorts;
};

/** Photos of requests: by themselves, since what speaks to storage is large, and it alone may. */
export function createPhotosApi(deps: PhotosApiDeps): App {
  const app = newApp({ ...deps.app, words: PHOTO_ERRORS });
  mountPhotoRoutes(app, {
    ...deps,
    authenticateResident: authenticateResident(deps.identity.keys),
    authenticateStaff: authenticateStaff(deps.identity, 'manager'),
  });
  return app;
}
