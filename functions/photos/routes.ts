import type { PhotoId, RequestId } from '../../shared/ids.ts';
import * as messages from '../../shared/messages/photos.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { Failure } from '../platform/failure.ts';
import { type App, mountRoute } from '../platform/http.ts';
import type { IncomingRequest } from '../platform/incoming-request.ts';
import { type AskUploadPorts, askOwnUpload, askUpload } from './ask-upload.ts';
import { type ConfirmPhotoPorts, confirmOwnPhoto, confirmPhoto } from './confirm-photo.ts';
import type { PhotoFiles } from './photo-files.ts';
import type { PhotoStore } from './photo-store.ts';
import { viewPhotos } from './view-photos.ts';

type Authenticating<A> = (request: IncomingRequest) => Promise<A | Failure>;
type Asking<A> = { readonly actor: A; readonly requestId: RequestId; readonly now: number };

/** The photos of a request that somebody may see, by the request's own rule. */
export type SeenPhotos<A> = (asking: Asking<A>) => Promise<readonly PhotoId[] | Failure>;

export type PhotoRoutesDeps = Omit<AskUploadPorts & ConfirmPhotoPorts, 'photos' | 'files'> & {
  readonly photos: Pick<PhotoStore, 'ask' | 'findPhoto' | 'confirm'>;
  readonly files: Omit<PhotoFiles, 'remove'>;
  readonly seenByResident: SeenPhotos<ResidentActor>;
  readonly seenByStaff: SeenPhotos<StaffActor>;
  readonly authenticateResident: Authenticating<ResidentActor>;
  readonly authenticateStaff: Authenticating<StaffActor>;
};

/** Photos of requests, for whoever puts them there and whoever may see them. */
export function mountPhotoRoutes(app: App, deps: PhotoRoutesDeps): void {
  const { authenticateResident, authenticateStaff } = deps;
  mountRoute(app, {
    endpoint: messages.askOwnUpload,
    action: 'request.submit',
    authenticate: authenticateResident,
    handle: ({ params, body, actor, now }) =>
      askOwnUpload(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.confirmOwnPhoto,
    action: 'request.submit',
    authenticate: authenticateResident,
    handle: ({ params, actor, now }) => confirmOwnPhoto(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.viewOwnPhotos,
    action: 'own_request.read',
    authenticate: authenticateResident,
    handle: async ({ params, actor, now }) =>
      viewPhotos(deps, await deps.seenByResident({ actor, ...params, now }), now),
  });
  mountRoute(app, {
    endpoint: messages.askUpload,
    action: 'request.work',
    authenticate: authenticateStaff,
    handle: ({ params, body, actor, now }) => askUpload(deps, { actor, ...params, ...body, now }),
  });
  mountRoute(app, {
    endpoint: messages.confirmPhoto,
    action: 'request.work',
    authenticate: authenticateStaff,
    handle: ({ params, actor, now }) => confirmPhoto(deps, { actor, ...params, now }),
  });
  mountRoute(app, {
    endpoint: messages.viewPhotos,
    action: 'request.read',
    authenticate: authenticateStaff,
    handle: async ({ params, actor, now }) =>
      viewPhotos(deps, await deps.seenByStaff({ actor, ...params, now }), now),
  });
}
