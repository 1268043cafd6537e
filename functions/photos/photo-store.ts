import type { AccountId, PhotoId, RequestId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { PhotoLook, StoredPhoto } from './photo.ts';

/** To what a photo is attached, and by whom. */
export type Attachment = {
  readonly accountId: AccountId;
  readonly requestId: RequestId;
  readonly audit: AuditFacts;
};

/** The photos of requests, not their files. */
export interface PhotoStore {
  ask(
    photo: Pick<StoredPhoto, 'photoId' | 'accountId' | 'askedAt'>,
    audit: AuditFacts,
  ): Promise<void>;
  findPhoto(photo: PhotoId, nowMs: number): Promise<StoredPhoto | undefined>;
  /** Once: where it was asked for by this account and has not been confirmed. */
  confirm(
    photo: PhotoId,
    by: AccountId,
    looked: PhotoLook,
    audit: AuditFacts,
  ): Promise<'confirmed' | 'conflict'>;
  /**
   * Gives a confirmed one to a request: one conditional write, one winner. To the same request
   * again, it is attached all the same; to another, or somebody else's, never.
   */
  attach(photo: PhotoId, to: Attachment): Promise<'attached' | 'conflict'>;
  /** From now on it stays for as long as its request does. Again, or where it is gone: nothing. */
  keep(photo: PhotoId, request: RequestId, audit: AuditFacts): Promise<void>;
  /** Its file goes with it, by the stream. Again: nothing. */
  drop(photo: PhotoId, request: RequestId, audit: AuditFacts): Promise<void>;
}
