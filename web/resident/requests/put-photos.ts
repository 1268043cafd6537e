import type { ResidentId } from '../../../shared/ids.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { residentPhotos } from '../../kit/photo.ts';
import { api } from '../app/api.ts';
import type { KeptPhoto } from './kept-requests.ts';
import { photoBox } from './own-photos.ts';

type WithPhotos = {
  readonly key: string;
  readonly residentId: ResidentId;
  readonly photos: KeptPhoto[];
};

/** Puts the photos of what waits into storage, each once, also where the phone is put away half-way. */
export async function putPhotos<Entry extends WithPhotos>(
  entry: Entry,
  list: {
    readonly waits: (key: string) => Promise<boolean>;
    readonly keep: (entry: Entry) => Promise<void>;
  },
  /** Which photo is on its way, from 1 on. */
  onPhoto: (n: number) => void = () => undefined,
): Promise<Entry | ApiFailure> {
  let held = entry;
  const to = residentPhotos(api, entry.residentId);
  for (const [at, photo] of entry.photos.entries()) {
    if (photo.photoId !== undefined) continue;
    onPhoto(at + 1);
    const photoId = await photoBox.uploadPhoto(photo.id, to);
    if (isApiFailure(photoId)) return photoId;
    const photos = held.photos.map((one, n) => (n === at ? { ...one, photoId } : one));
    held = { ...held, photos };
    if (await list.waits(entry.key)) await list.keep(held);
  }
  return held;
}
