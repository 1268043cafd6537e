import * as z from 'zod';
import { PhotoId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** Photos of a request: put into storage by the page itself, counted once the server has looked at them. */

const UnixMs = z.number().int();

/** How large the file is that waits on the phone. */
const AskUpload = z.strictObject({ bytes: z.number().int().min(1) });
/** Where a page puts one file, as a form whose last field is `file`, before a moment. */
export const PhotoUpload = z.object({
  photoId: PhotoId,
  url: z.url(),
  fields: z.record(z.string(), z.string()),
  until: UnixMs,
});
export type PhotoUpload = z.infer<typeof PhotoUpload>;

/** One that counts. */
export const Photo = z.object({
  photoId: PhotoId,
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Photo = z.infer<typeof Photo>;

/** Where a photo can be looked at, until a moment, by whoever has the address. */
export const PhotoAddress = z.object({ photoId: PhotoId, url: z.url(), until: UnixMs });
export type PhotoAddress = z.infer<typeof PhotoAddress>;
const PhotoAddresses = z.object({ photos: z.array(PhotoAddress) });

export const askOwnUpload = endpoint({
  method: 'POST',
  path: '/api/v1/resident/photos/residents/:residentId/uploads',
  body: AskUpload,
  answer: PhotoUpload,
});
export const confirmOwnPhoto = endpoint({
  method: 'POST',
  path: '/api/v1/resident/photos/:photoId/confirmation',
  answer: Photo,
});
export const viewOwnPhotos = endpoint({
  method: 'GET',
  path: '/api/v1/resident/photos/requests/:requestId',
  answer: PhotoAddresses,
});

export const askUpload = endpoint({
  method: 'POST',
  path: '/api/v1/manager/photos/compounds/:compoundId/uploads',
  body: AskUpload,
  answer: PhotoUpload,
});
export const confirmPhoto = endpoint({
  method: 'POST',
  path: '/api/v1/manager/photos/:photoId/confirmation',
  answer: Photo,
});
export const viewPhotos = endpoint({
  method: 'GET',
  path: '/api/v1/manager/photos/requests/:requestId',
  answer: PhotoAddresses,
  reads: { record: 'requests', purpose: 'service_desk' },
});
