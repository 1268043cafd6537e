import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoType } from '../../shared/photo/photo-file.ts';

/** A form that puts one file into storage, past the server. */
export type UploadForm = {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** What a page has put there: its bytes, and a mark of these very bytes. */
export type Uploaded = { readonly bytes: Uint8Array; readonly mark: string };

/** The files of photos: where pages put them, and where they lie once they count. */
export interface PhotoFiles {
  /**
   * Lets whoever has the form put one file, as often as they like, until a moment. Storage itself
   * refuses one that is empty or too large.
   */
  offerUpload(photo: PhotoId, moment: { now: number; until: number }): Promise<UploadForm>;
  /** What stands there now; undefined where nothing does. Too large a file is never there. */
  readUpload(photo: PhotoId): Promise<Uploaded | undefined>;
  /**
   * Lays those very bytes where no form reaches, as a picture of this type and nothing else.
   * `changed` where others have been put in their place meanwhile.
   */
  keep(photo: PhotoId, mark: string, type: PhotoType): Promise<'kept' | 'changed'>;
  /** An address for looking at a kept one, until a moment: at an origin of its own, as a picture. */
  addressOf(photo: PhotoId, moment: { now: number; until: number }): Promise<string>;
  /** Removes whatever there is of it. Again is the same. */
  remove(photo: PhotoId): Promise<void>;
}
