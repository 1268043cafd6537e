import type { PhotoId, RequestId } from '../../shared/ids.ts';
import { systemFacts } from '../platform/audit.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import type { PhotoFiles } from './photo-files.ts';
import type { PhotoStore } from './photo-store.ts';
import { photoIn } from './photo-store-dynamo.ts';

/** What a request names, before and after it changed. */
export type NamedPhotos = {
  readonly requestId: RequestId;
  readonly before: readonly PhotoId[];
  readonly after: readonly PhotoId[];
};

/** Photos stay for as long as their request names them. Again is the same. */
export async function followRequest(
  { photos }: { readonly photos: Pick<PhotoStore, 'keep' | 'drop'> },
  { requestId, before, after }: NamedPhotos,
  now: number,
): Promise<void> {
  for (const photo of after.filter((one) => !before.includes(one))) {
    await photos.keep(photo, requestId, systemFacts('photo.keep', now));
  }
  for (const photo of before.filter((one) => !after.includes(one))) {
    await photos.drop(photo, requestId, systemFacts('photo.drop', now));
  }
}

/** With a photo that is gone, by whatever ended it, goes its file. Again is the same. */
export async function forgetFile(
  { files }: { readonly files: Pick<PhotoFiles, 'remove'> },
  { before, after }: ItemChange,
): Promise<void> {
  const photo = before === undefined || after !== undefined ? undefined : photoIn(before);
  if (photo !== undefined) await files.remove(photo);
}
