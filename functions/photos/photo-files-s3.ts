import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { compoundOf, type PhotoId } from '../../shared/ids.ts';
import { MOST_PHOTO_BYTES } from '../../shared/photo/photo-file.ts';
import { TIME_LIMITS } from '../platform/time-limits.ts';
import type { PhotoFiles } from './photo-files.ts';

/** Where forms put files, each for a day at most: the bucket's own rule lets them go. */
const uploadKey = (id: PhotoId) => `uploads/${compoundOf(id)}/${id}`;
/** Where those lie that count. No form reaches them. */
const keptKey = (id: PhotoId) => `photos/${compoundOf(id)}/${id}`;

const CHANGED = 412;
const seconds = ({ now, until }: { now: number; until: number }): number =>
  Math.ceil((until - now) / 1_000);

export type S3PhotoOptions = {
  readonly bucket: string;
  /** Where photos are looked at, such as https://d1.cloudfront.net; the bucket’s own where absent. */
  readonly viewOrigin?: string | undefined;
  readonly endpoint?: string;
  readonly region?: string;
};

/** The files of photos in a bucket. */
export function createS3PhotoFiles(options: S3PhotoOptions): PhotoFiles {
  const { bucket: Bucket, viewOrigin, ...connection } = options;
  const client = new S3Client({
    ...connection,
    requestHandler: TIME_LIMITS,
    // Sums of its own, over what is signed and encrypted on its way already, that forms cannot carry.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

  return {
    offerUpload: async (photo, moment) =>
      createPresignedPost(client, {
        Bucket,
        Key: uploadKey(photo),
        Conditions: [['content-length-range', 1, MOST_PHOTO_BYTES]],
        Expires: seconds(moment),
      }),

    readUpload: async (photo) => {
      try {
        const { Body, ETag = '' } = await client.send(
          new GetObjectCommand({
            Bucket,
            Key: uploadKey(photo),
            Range: `bytes=0-${MOST_PHOTO_BYTES}`,
          }),
        );
        const bytes = await Body?.transformToByteArray();
        return bytes === undefined || bytes.length > MOST_PHOTO_BYTES
          ? undefined
          : { bytes, mark: ETag };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    keep: async (photo, mark, type) => {
      try {
        await client.send(
          new CopyObjectCommand({
            Bucket,
            Key: keptKey(photo),
            CopySource: `${Bucket}/${uploadKey(photo)}`,
            CopySourceIfMatch: mark,
            MetadataDirective: 'REPLACE',
            ContentType: type,
            // Where no edge adds a sandbox, whoever opens the address itself saves a file and sees
            // no document; pages show it as a picture all the same.
            ContentDisposition: 'attachment',
            CacheControl: 'private, max-age=300',
          }),
        );
        return 'kept';
      } catch (error) {
        const isChanged =
          error instanceof NoSuchKey ||
          (error instanceof S3ServiceException && error.$metadata.httpStatusCode === CHANGED);
        if (isChanged) return 'changed';
        throw error;
      }
    },

    addressOf: async (photo, moment) => {
      const look = new GetObjectCommand({ Bucket, Key: keptKey(photo) });
      const address = await getSignedUrl(client, look, { expiresIn: seconds(moment) });
      // The edge hands it on as it is: the bucket itself verifies what was signed for it.
      const { pathname, search } = new URL(address);
      return viewOrigin === undefined ? address : `${viewOrigin}${pathname}${search}`;
    },

    remove: async (photo) => {
      const keys = [uploadKey(photo), keptKey(photo)];
      await Promise.all(keys.map((Key) => client.send(new DeleteObjectCommand({ Bucket, Key }))));
    },
  };
}
