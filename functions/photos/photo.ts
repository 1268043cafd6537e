import * as z from 'zod';
import { AccountId, PhotoId, RequestId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { AuditFacts } from '../platform/audit.ts';

/** What becomes of a photo. One that nobody attaches goes by itself. */
export const PHOTO_LIFECYCLE = [
  { from: 'none', to: 'asked', by: 'a resident, or staff who take or do requests' },
  {
    from: 'asked',
    to: 'confirmed',
    by: 'whoever asked, once its own bytes say that it is a photo and no more',
  },
  { from: 'confirmed', to: 'attached', by: 'whoever asked, with the step that names it' },
  { from: 'attached', to: 'kept', by: 'the request that names it, seconds later' },
  { from: 'kept', to: 'gone', by: 'the request, once it is redacted or gone' },
  { from: 'any other', to: 'gone', by: 'time, a day after it was asked for' },
] as const;

/** A phone with a bad network tries for a while; longer, and it asks anew. */
export const UPLOADED_WITHIN_MS = 15 * 60_000;
/** From asking until a request names it. */
export const UNATTACHED_KEPT_MS = KEPT_MS.unattached_photo;

export const StoredPhoto = z.object({
  photoId: PhotoId,
  state: z.enum(['asked', 'confirmed', 'attached', 'kept']),
  /** Whose session asked for it: nobody else confirms or attaches it. */
  accountId: AccountId,
  askedAt: z.number().int(),
  bytes: z.number().int().optional(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  requestId: RequestId.optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredPhoto = z.infer<typeof StoredPhoto>;

/** What a look at its bytes found. */
export type PhotoLook = {
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
};

/** What is over is absent, also where it still stands there. */
export const isStanding = ({ state, askedAt }: StoredPhoto, nowMs: number): boolean =>
  state === 'kept' || nowMs - askedAt < UNATTACHED_KEPT_MS;
