import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { PhotoId } from '../../shared/ids.ts';
import { MOST_PHOTO_BYTES, PHOTO_TYPES, type PhotoType } from '../../shared/photo/photo-file.ts';
import { constantTimeEqual, hmac } from '../platform/secrets.ts';
import type { PhotoFiles } from './photo-files.ts';

/** How a file is put into storage by a form, and looked at by an address: as S3 does both. */
export type DiskPhotos = PhotoFiles & {
  /** @returns `stored`, or why storage refuses it */
  put(form: FormData, now: number): Promise<'stored' | 'AccessDenied' | 'EntityTooLarge'>;
  /** The picture that an address names; undefined where it is none, or over. */
  look(
    address: URL,
    now: number,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly type: PhotoType } | undefined>;
};

const SIGNATURE = 'x-xq-signature';
const Policy = z.object({ key: PhotoId, until: z.number(), most: z.number() });
const Form = z.object({ key: PhotoId, policy: z.string(), [SIGNATURE]: z.string() });

const written = (value: unknown): string =>
  Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
const readWritten = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

const uploadPath = (folder: string, photo: PhotoId): string => join(folder, 'uploads', photo);
const keptPath = (folder: string, photo: PhotoId, type: PhotoType): string =>
  join(folder, 'kept', `${photo}.${type.slice('image/'.length)}`);

/** For whoever removes what is gone, and signs nothing. */
export function createDiskPhotoRemoval(folder: string): Pick<PhotoFiles, 'remove'> {
  return {
    remove: async (photo) => {
      const kept = PHOTO_TYPES.map((type) => keptPath(folder, photo, type));
      const paths = [uploadPath(folder, photo), ...kept];
      await Promise.all(paths.map((path) => rm(path, { force: true })));
    },
  };
}

/**
 * The files of photos in a folder of this machine.
 * @param origin where this machine serves them
 * @param key derived for `photo`
 */
export function createDiskPhotoFiles(options: {
  readonly folder: string;
  readonly origin: string;
  readonly key: Uint8Array;
}): DiskPhotos {
  const { folder, origin, key } = options;
  const sign = (...said: string[]): string => Buffer.from(hmac(key, ...said)).toString('base64url');
  const isSigned = (signature: string, ...said: string[]): boolean =>
    constantTimeEqual(Buffer.from(signature), Buffer.from(sign(...said)));
  const read = (path: string) => readFile(path).catch(() => undefined);
  const markOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  /** Whole or not at all. */
  async function write(path: string, bytes: Uint8Array): Promise<void> {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}.draft`;
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, path);
  }

  return {
    offerUpload: async (photo, { until }) => {
      const policy = written({ key: photo, until, most: MOST_PHOTO_BYTES });
      const fields = { key: photo, policy, [SIGNATURE]: sign('put', policy) };
      return { url: `${origin}/`, fields };
    },

    put: async (sent, now) => {
      const file = sent.get('file');
      const form = Form.safeParse(Object.fromEntries(sent));
      if (!form.success || !(file instanceof Blob)) return 'AccessDenied';
      const { key: named, policy, [SIGNATURE]: signature } = form.data;
      if (!isSigned(signature, 'put', policy)) return 'AccessDenied';
      const allowed = Policy.parse(readWritten(policy));
      if (allowed.key !== named || now >= allowed.until) return 'AccessDenied';
      if (file.size < 1 || file.size > allowed.most) return 'EntityTooLarge';
      await write(uploadPath(folder, named), new Uint8Array(await file.arrayBuffer()));
      return 'stored';
    },

    readUpload: async (photo) => {
      const bytes = await read(uploadPath(folder, photo));
      return bytes === undefined ? undefined : { bytes, mark: markOf(bytes) };
    },

    keep: async (photo, mark, type) => {
      const bytes = await read(uploadPath(folder, photo));
      if (bytes === undefined || markOf(bytes) !== mark) return 'changed';
      await write(keptPath(folder, photo, type), bytes);
      return 'kept';
    },

    addressOf: async (photo, { until }) =>
      `${origin}/${photo}?until=${until}&signature=${sign('look', photo, String(until))}`,

    look: async ({ pathname, searchParams }, now) => {
      const named = PhotoId.safeParse(pathname.slice(1));
      const until = searchParams.get('until') ?? '';
      const signature = searchParams.get('signature') ?? '';
      if (!named.success || !isSigned(signature, 'look', named.data, until)) return undefined;
      if (now >= Number(until)) return undefined;
      for (const type of PHOTO_TYPES) {
        const bytes = await read(keptPath(folder, named.data, type));
        if (bytes !== undefined) return { bytes: new Uint8Array(bytes), type };
      }
      return undefined;
    },

    ...createDiskPhotoRemoval(folder),
  };
}
