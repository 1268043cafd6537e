import * as z from 'zod';
import type { CompoundId, PhotoId, ResidentId } from '../../shared/ids.ts';
import type { Photo, PhotoUpload } from '../../shared/messages/photos.ts';
import * as messages from '../../shared/messages/photos.ts';
import { PHOTO_ERRORS } from '../../shared/photo-errors.ts';
import type { Api } from './api.ts';
import { type ApiFailure, isApiFailure, OFFLINE } from './api-failure.ts';
import { type DeviceRecords, openDeviceRecords } from './key-store.ts';
import { smallPhoto } from './small-photo.ts';

/**
 * Photos of a request, from the camera or the album into storage:
 *
 *     const box = openPhotoBox('xq-resident-photos');
 *     const { photos, refused } = await box.choosePhotos(input.files);   // small, bare, on this phone
 *     const photoId = await box.uploadPhoto(photos[0].id, residentPhotos(api, residentId), onProgress);
 *
 * What is chosen stays on the phone until it counts, also without a network and through a reload;
 * `findPhoto` gives it to be shown meanwhile. `uploadPhoto` may be called again after any failure.
 * The ids that it answers go into the request; `<input type="file" accept="image/*" multiple>`.
 */
export interface PhotoBox {
  /** Makes each small and bare and keeps it here. What is no photo is refused, in words. */
  choosePhotos(files: Iterable<File>): Promise<Chosen>;
  /** One that waits here, to be shown. */
  findPhoto(id: string): Promise<Blob | undefined>;
  /** Puts one into storage and has it counted; then it is gone from here. */
  uploadPhoto(id: string, to: PhotoRoutes, onProgress?: Progress): Promise<PhotoId | ApiFailure>;
  removePhoto(id: string): Promise<void>;
}
export type ChosenPhoto = { readonly id: string; readonly blob: Blob };
export type Chosen = {
  readonly photos: readonly ChosenPhoto[];
  readonly refused: readonly { readonly name: string; readonly failure: ApiFailure }[];
};
/** How much of it is sent, from 0 to 1. */
export type Progress = (part: number) => void;

/** Whose photos they are: where there is room for one, and where it is counted. */
export type PhotoRoutes = {
  readonly ask: (bytes: number) => Promise<PhotoUpload | ApiFailure>;
  readonly confirm: (photoId: PhotoId) => Promise<Photo | ApiFailure>;
};
export const residentPhotos = (api: Api, residentId: ResidentId): PhotoRoutes => ({
  ask: (bytes) => api.call(messages.askOwnUpload, { params: { residentId }, body: { bytes } }),
  confirm: (photoId) => api.call(messages.confirmOwnPhoto, { params: { photoId } }),
});
export const staffPhotos = (api: Api, compoundId: CompoundId): PhotoRoutes => ({
  ask: (bytes) => api.call(messages.askUpload, { params: { compoundId }, body: { bytes } }),
  confirm: (photoId) => api.call(messages.confirmPhoto, { params: { photoId } }),
});

const refusal = (code: keyof typeof PHOTO_ERRORS): ApiFailure => {
  const { says, next } = PHOTO_ERRORS[code];
  return { apiFailure: true, code, words: { says, next } };
};

/** A small photo over a network that barely is one. */
const SENT_WITHIN_MS = 60_000;
/** A connection that breaks once is tried again at once; the next try is the page's. */
const TRIES = 2;

/** Sends the form, its file last. */
function sendForm(
  { url, fields }: PhotoUpload,
  blob: Blob,
  onProgress: Progress | undefined,
): Promise<'stored' | ApiFailure> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', blob, 'photo.jpg');
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.timeout = SENT_WITHIN_MS;
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress?.(total === 0 ? 0 : loaded / total);
    request.onerror = () => resolve(OFFLINE);
    request.ontimeout = () => resolve(OFFLINE);
    request.onload = () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) return resolve('stored');
      const isTooLarge = responseText.includes('EntityTooLarge');
      resolve(refusal(isTooLarge ? 'photo_too_large' : 'photo_not_there'));
    };
    request.send(form);
  });
}

async function upload(
  blob: Blob,
  { ask, confirm }: PhotoRoutes,
  onProgress: Progress | undefined,
): Promise<PhotoId | ApiFailure> {
  const room = await ask(blob.size);
  if (isApiFailure(room)) return room;
  let sent: 'stored' | ApiFailure = OFFLINE;
  for (let tries = 0; tries < TRIES && sent === OFFLINE; tries++) {
    sent = await sendForm(room, blob, onProgress);
  }
  if (sent !== 'stored') return sent;
  const photo = await confirm(room.photoId);
  return isApiFailure(photo) ? photo : photo.photoId;
}

const Kept = z.instanceof(Blob);
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** On the disk; where the browser forbids that, in memory for as long as the page is open. */
function openKeep(records: DeviceRecords) {
  const inMemory = new Map<string, Blob>();
  return {
    write: async (id: string, blob: Blob): Promise<void> => {
      await records.write(id, blob).catch(() => inMemory.set(id, blob));
    },
    read: async (id: string): Promise<Blob | undefined> =>
      inMemory.get(id) ?? (await records.read(id, Kept).catch(() => undefined)),
    remove: async (id: string): Promise<void> => {
      inMemory.delete(id);
      await records.remove(id).catch(() => undefined);
    },
  };
}

/** @param database one a page, such as `xq-resident-photos` */
export function openPhotoBox(database: string): PhotoBox {
  const keep = openKeep(openDeviceRecords(database));
  return {
    choosePhotos: async (files) => {
      const photos: ChosenPhoto[] = [];
      const refused: Chosen['refused'][number][] = [];
      // One after the other: a phone holds one large picture at a time, and not six.
      for (const file of files) {
        const blob = await smallPhoto(file);
        if (blob === undefined) {
          refused.push({ name: file.name, failure: refusal('photo_not_a_photo') });
          continue;
        }
        const id = newId();
        await keep.write(id, blob);
        photos.push({ id, blob });
      }
      return { photos, refused };
    },
    findPhoto: keep.read,
    uploadPhoto: async (id, to, onProgress) => {
      const blob = await keep.read(id);
      if (blob === undefined) return refusal('photo_not_there');
      const photoId = await upload(blob, to, onProgress);
      if (!isApiFailure(photoId)) await keep.remove(id);
      return photoId;
    },
    removePhoto: keep.remove,
  };
}
