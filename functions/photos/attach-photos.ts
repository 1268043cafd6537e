import type { PhotoId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Attachment, PhotoStore } from './photo-store.ts';

/**
 * Gives photos to a request, before the write that names them: those that are confirmed and whoever
 * names them has put there. Where that write does not come about, they go with their day.
 */
export async function attachPhotos(
  { photos }: { readonly photos: Pick<PhotoStore, 'attach'> },
  named: readonly PhotoId[],
  to: Attachment,
): Promise<undefined | Failure> {
  const attaching = [...new Set(named)].map((photo) => photos.attach(photo, to));
  const attached = await Promise.all(attaching);
  const isWhole = attached.every((outcome) => outcome === 'attached');
  return isWhole ? undefined : fail('photo_not_there', { field: 'photos' });
}
