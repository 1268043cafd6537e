import type { PhotoId } from '../../../shared/ids.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import type { PhotoBox, PhotoRoutes } from '../../kit/photo.ts';

/**
 * Puts chosen photos into storage, each once, however often it is tried: what is there already is
 * not sent again, and what was taken out of the choice meanwhile does not go along.
 */
export function sendEachOnce({ uploadPhoto }: Pick<PhotoBox, 'uploadPhoto'>) {
  const there = new Map<string, PhotoId>();
  return async (chosen: readonly string[], to: PhotoRoutes): Promise<PhotoId[] | ApiFailure> => {
    const photos: PhotoId[] = [];
    for (const photo of chosen) {
      const photoId = there.get(photo) ?? (await uploadPhoto(photo, to));
      if (isApiFailure(photoId)) return photoId;
      there.set(photo, photoId);
      photos.push(photoId);
    }
    return photos;
  };
}
