export { attachPhotos } from './attach-photos.ts';
export { followRequest, forgetFile } from './follow-photos.ts';
export type { PhotoFiles } from './photo-files.ts';
export type { PhotoStore } from './photo-store.ts';

export { createPhotoStore } from './photo-store-dynamo.ts';
export { mountPhotoRoutes, type PhotoRoutesDeps } from './routes.ts';
