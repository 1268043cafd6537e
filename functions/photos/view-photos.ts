import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoAddress } from '../../shared/messages/photos.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { PhotoFiles } from './photo-files.ts';

/** Long enough for a page to load them, and short for an address that was handed on. */
export const LOOKED_AT_WITHIN_MS = 5 * 60_000;

/**
 * Where the photos of a request can be looked at.
 * @param seen the photos of it that whoever asks may see, by the request's own rule
 */
export async function viewPhotos(
  { files }: { readonly files: Pick<PhotoFiles, 'addressOf'> },
  seen: readonly PhotoId[] | Failure,
  now: number,
): Promise<{ photos: PhotoAddress[] } | Failure> {
  if (isFailure(seen)) return seen;
  const until = now + LOOKED_AT_WITHIN_MS;
  const addressing = seen.map(async (photoId) => {
    return { photoId, url: await files.addressOf(photoId, { now, until }), until };
  });
  return { photos: await Promise.all(addressing) };
}
