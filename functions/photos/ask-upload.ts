import {
  type AccountId,
  type CompoundId,
  compoundNumberOf,
  compoundOf,
  newPhotoId,
  type PlaceId,
  type ResidentId,
} from '../../shared/ids.ts';
import type { PhotoUpload } from '../../shared/messages/photos.ts';
import { MOST_PHOTO_BYTES } from '../../shared/photo/photo-file.ts';
import { mayAct, type ResidentActor, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import { notOwn } from '../residents/index.ts';
import { UPLOADED_WITHIN_MS } from './photo.ts';
import type { PhotoFiles } from './photo-files.ts';
import type { PhotoStore } from './photo-store.ts';

const HOUR_MS = 60 * 60_000;
/** Five requests with all their photos, each tried twice. */
const ASKED_BY_A_RESIDENT: RateLimit = { kind: 'photo-resident', most: 60, windowMs: HOUR_MS };
/** A day of finished work with two photos each, in an hour. */
const ASKED_BY_STAFF: RateLimit = { kind: 'photo-staff', most: 240, windowMs: HOUR_MS };

export type AskUploadPorts = {
  readonly photos: Pick<PhotoStore, 'ask'>;
  readonly files: Pick<PhotoFiles, 'offerUpload'>;
  readonly rates: RateLimits;
  readonly random: RandomBytes;
};
type Asked = { readonly bytes: number; readonly now: number };

/** A resident's page puts a photo into storage, for a request to come or a note on one. */
export async function askOwnUpload(
  ports: AskUploadPorts,
  asked: Asked & { readonly actor: ResidentActor; readonly residentId: ResidentId },
): Promise<PhotoUpload | Failure> {
  const { actor, residentId, now } = asked;
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) return refused;
  const compound = compoundOf(residentId);
  const audit = factsOf(actor, {
    action: 'request.submit',
    place: compound,
    purpose: 'service_desk',
    now,
  });
  return offer(ports, { ...asked, compound, by: actor.accountId, audit }, ASKED_BY_A_RESIDENT);
}

/** Where in a compound somebody works: the compound, or what of it their roles name. */
export function placesIn(compound: CompoundId, { grants }: StaffActor): readonly PlaceId[] {
  const number = `_${compoundNumberOf(compound)}_`;
  const within = grants.map(({ node }) => node).filter((node) => node.slice(3).startsWith(number));
  return [compound, ...within];
}

/** The same for staff: what was broken, what was done, a receipt. */
export async function askUpload(
  ports: AskUploadPorts,
  asked: Asked & { readonly actor: StaffActor; readonly compoundId: CompoundId },
): Promise<PhotoUpload | Failure> {
  const { actor, compoundId: compound, now } = asked;
  const place = placesIn(compound, actor);
  if (!mayAct(actor, 'request.work', place, now)) return fail('not_permitted');
  const audit = factsOf(actor, { action: 'request.work', place, purpose: 'service_desk', now });
  return offer(ports, { ...asked, compound, by: actor.accountId, audit }, ASKED_BY_STAFF);
}

type Offered = Asked & {
  readonly compound: CompoundId;
  readonly by: AccountId;
  readonly audit: AuditFacts;
};

async function offer(
  { photos, files, rates, random }: AskUploadPorts,
  { bytes, now, compound, by, audit }: Offered,
  limit: RateLimit,
): Promise<PhotoUpload | Failure> {
  if (bytes > MOST_PHOTO_BYTES) return fail('photo_too_large');
  const taken = await rates.take(limit, by, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const photoId = newPhotoId(compoundNumberOf(compound), random(10));
  const until = now + UPLOADED_WITHIN_MS;
  await photos.ask({ photoId, accountId: by, askedAt: now }, audit);
  return { photoId, ...(await files.offerUpload(photoId, { now, until })), until };
}
