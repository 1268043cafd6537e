import { compoundOf, type PhotoId } from '../../shared/ids.ts';
import type { Photo } from '../../shared/messages/photos.ts';
import { photoFileOf } from '../../shared/photo/photo-file.ts';
import { mayAct, type ResidentActor, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { placesIn } from './ask-upload.ts';
import type { StoredPhoto } from './photo.ts';
import type { PhotoFiles } from './photo-files.ts';
import type { PhotoStore } from './photo-store.ts';

export type ConfirmPhotoPorts = {
  readonly photos: Pick<PhotoStore, 'findPhoto' | 'confirm'>;
  readonly files: Pick<PhotoFiles, 'readUpload' | 'keep'>;
};
type Asked = { readonly photoId: PhotoId; readonly now: number };

export async function confirmOwnPhoto(
  ports: ConfirmPhotoPorts,
  { actor, ...asked }: Asked & { readonly actor: ResidentActor },
): Promise<Photo | Failure> {
  const place = compoundOf(asked.photoId);
  const of = { action: 'request.submit', place, purpose: 'service_desk', now: asked.now } as const;
  return confirm(ports, actor, { ...asked, audit: factsOf(actor, of) });
}

export async function confirmPhoto(
  ports: ConfirmPhotoPorts,
  { actor, ...asked }: Asked & { readonly actor: StaffActor },
): Promise<Photo | Failure> {
  const { now } = asked;
  const place = placesIn(compoundOf(asked.photoId), actor);
  if (!mayAct(actor, 'request.work', place, now)) return fail('not_permitted');
  const of = { action: 'request.work', place, purpose: 'service_desk', now } as const;
  return confirm(ports, actor, { ...asked, audit: factsOf(actor, of) });
}

/** One that counts already is answered as it stands. */
function asConfirmed({ photoId, bytes, width, height }: StoredPhoto): Photo | undefined {
  if (bytes === undefined || width === undefined || height === undefined) return undefined;
  return { photoId, bytes, width, height };
}

/**
 * Looks at what a page has put there, whole: a photo counts by its own bytes, not by its name. What
 * was looked at is what is kept, though the form that put it there could put something else.
 */
async function confirm(
  { photos, files }: ConfirmPhotoPorts,
  { accountId }: ResidentActor | StaffActor,
  { photoId, now, audit }: Asked & { readonly audit: AuditFacts },
): Promise<Photo | Failure> {
  const found = await photos.findPhoto(photoId, now);
  if (found === undefined) return fail('photo_not_there');
  if (found.accountId !== accountId) return fail('not_permitted');
  const already = asConfirmed(found);
  if (already !== undefined) return already;
  const uploaded = await files.readUpload(photoId);
  if (uploaded === undefined) return fail('photo_not_there');
  const file = photoFileOf(uploaded.bytes);
  if (file === 'no_photo') return fail('photo_not_a_photo');
  if (file === 'says_more') return fail('photo_says_more');
  const kept = await files.keep(photoId, uploaded.mark, file.type);
  if (kept === 'changed') return fail('photo_not_there');
  const { width, height } = file;
  const looked = { bytes: uploaded.bytes.length, width, height };
  await photos.confirm(photoId, accountId, looked, audit);
  return { photoId, ...looked };
}
